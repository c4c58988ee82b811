//! A chair under a protocol version that is signed as record and reminders only.

use care::ids::SessionId;
use care::practice::Role;

use crate::clinic::text;
use crate::grid;

#[tokio::test]
async fn a_chair_whose_alarms_are_off_says_so() {
    let chair = format!("/sessions/{}", SessionId(1));
    let (ordinary, _) = grid::clinic();
    let page = text(ordinary.get(&chair, Some(&ordinary.token(Role::Nurse))).await).await;
    assert!(!page.contains("record-only") && page.contains("data-limit="));
    let (clinic, _) = grid::record_only();
    let nurse = clinic.token(Role::Nurse);
    let says = async |path: &str| text(clinic.get(path, Some(&nurse)).await).await;
    for path in [chair.clone(), format!("{chair}/numbers")] {
        let page = says(&path).await;
        assert!(page.contains("No number raises an alarm on this screen"), "{path}");
        assert!(page.contains("192/112") && !page.contains("data-testid=\"alarm\""), "{path}");
        assert!(!page.contains("data-limit="), "{path}: a tablet without a line judges as the house does");
    }
    clinic.post(&format!("{chair}/lock"), Some(&nurse), "").await;
    let locked = says(&chair).await;
    assert!(locked.contains("data-testid=\"locked\"") && locked.contains("No number raises an alarm"));
}
