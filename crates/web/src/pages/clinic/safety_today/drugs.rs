//! What is owed about drugs under lock: differences, losses, counts, what is past its day, syringes that stayed open.

use care::practice::Role;
use care::session::Phase;
use care::time::Date;

use super::Look;
use crate::answer::Trouble;
use crate::pages::vault::one::difference_words;
use crate::pages::vault::{Known, all, due, report_loss};
use crate::parts::{Mark, Task};
use crate::when;

impl Look<'_> {
    fn vaults(&self) -> Result<Vec<Known>, Trouble> {
        Ok(all(self.app)?.into_iter().filter(|known| known.vault.closed.is_none()).collect())
    }

    fn about_vault(&self, known: &Known, id: &str, late: bool, title: String, sub: &str) -> Task {
        let director = self.owed_by(None, Role::MedicalDirector);
        Task {
            id: format!("{id}-{}", known.id),
            mark: if late { Mark::Overdue } else { Mark::Medium },
            mark_words: if late { "Late" } else { "To do" }.to_owned(),
            title: format!("{}: {title}", known.vault.name),
            sub: format!("{sub} · {director}"),
            href: known.href(),
            action: "Look".to_owned(),
            ..Task::default()
        }
    }

    /// Differences that nobody has explained, the oldest first.
    pub fn differences(&self) -> Result<Vec<Task>, Trouble> {
        let mut found = vec![];
        for known in self.vaults()? {
            for one in known.vault.discrepancies.iter().filter(|one| one.settled.is_none()) {
                let by = format!("by {}", when::full(one.due, &known.place.zone));
                let title = difference_words(&known, one);
                let mut task = self.about_vault(&known, "difference", one.due < self.now, title, &by);
                task.id = format!("{}-{}", task.id, one.number);
                task.href = format!("{}/differences/{}", known.href(), one.number);
                found.push((one.due, task));
            }
        }
        found.sort_by_key(|(due, _)| *due);
        Ok(found.into_iter().map(|(_, task)| task).collect())
    }

    /// Losses of which the authority is still to be told.
    pub fn losses(&self) -> Result<Vec<Task>, Trouble> {
        let mut found = vec![];
        for known in all(self.app)? {
            for owed in report_loss::owed(&known) {
                let late = owed.mark == Mark::Overdue;
                let mut task = self.about_vault(&known, "loss", late, owed.words, &owed.by);
                task.id = format!("{}-{}-{}", task.id, owed.number, owed.step);
                found.push(task);
            }
        }
        Ok(found)
    }

    /// Vaults whose count is due by what the place asks, and places that asked for nothing yet because nobody has signed it.
    pub fn counts(&self) -> Result<Vec<Task>, Trouble> {
        let house = self.app.known_house()?;
        let mut found = vec![];
        for known in self.vaults()? {
            let place = &known.place.jurisdiction;
            match house.custody_in(place) {
                None => {
                    let title = format!("nobody has signed what {place} asks of controlled substances");
                    let mut task =
                        self.about_vault(&known, "custody", false, title, "no count is called due");
                    task.href = format!("/clinic/custody?in={place}");
                    found.push(task);
                }
                Some(signed) => {
                    let due: Option<Date> = due(&known, &signed.rules);
                    if let Some(due) = due.filter(|due| *due <= known.today) {
                        let (title, sub) = ("to be counted".to_owned(), format!("due on {due}"));
                        found.push(self.about_vault(&known, "count", due < known.today, title, &sub));
                    }
                    if signed.review_by <= self.now {
                        let title = format!("what {place} asks of controlled substances is to be read again");
                        let mut task = self.about_vault(&known, "custody", true, title, "its day is over");
                        task.href = format!("/clinic/custody?in={place}");
                        found.push(task);
                    }
                }
            }
        }
        Ok(found)
    }

    /// What is on hand and may not be used any more.
    pub fn past_use(&self) -> Result<Vec<Task>, Trouble> {
        let mut found = vec![];
        for known in self.vaults()? {
            let expired =
                known.vault.lots.iter().filter(|lot| 0 < lot.book.on_hand && lot.label.expiry < known.today);
            for lot in expired {
                let title = format!("lot {} is past its last day", lot.label.lot);
                let mut task =
                    self.about_vault(&known, "expired", true, title, &lot.label.expiry.to_string());
                task.id = format!("{}-{}", task.id, lot.number);
                found.push(task);
            }
            for vial in known.open() {
                let Some((until, _)) = vial.opened.filter(|(until, _)| *until <= self.now) else { continue };
                let title = format!("vial {} should have been thrown away", vial.number);
                let by = when::full(until, &known.place.zone);
                let mut task = self.about_vault(&known, "open", true, title, &by);
                task.id = format!("{}-{}", task.id, vial.number);
                found.push(task);
            }
        }
        Ok(found)
    }

    /// Syringes of which something is left although their visit is over, and nobody has said that it is gone.
    pub fn syringes(&self) -> Result<Vec<Task>, Trouble> {
        let mut found = vec![];
        for known in self.vaults()? {
            for (id, held) in known.vault.syringes.iter().filter(|(_, held)| held.left.0 != 0) {
                let session = self.app.session(id.session)?;
                let told = care::session::syringe::open_rest(&known.vault, *id).is_none();
                if told || !matches!(session.phase, Phase::Discharged | Phase::Aborted) {
                    continue;
                }
                let title = format!("{} of syringe {} is not accounted for", held.left.in_mg(), id.number);
                let drawn = format!("drawn {}", when::full(held.at, &known.place.zone));
                let mut task = self.about_vault(&known, "syringe", true, title, &drawn);
                task.id = format!("{}-{}-{}", task.id, id.session, id.number);
                task.href = format!("/sessions/{}/syringes/{}", id.session, id.number);
                found.push(task);
            }
        }
        Ok(found)
    }
}
