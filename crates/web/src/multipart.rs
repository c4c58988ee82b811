//! Forms that carry a file (RFC 7578), read from memory: the body was limited before it came here. Nothing in it is
//! trusted: not a name, not a type.

use axum::body::Bytes;

use crate::visit::Fields;

/// A file of a form.
#[derive(Clone, Default)]
pub struct Upload {
    /// The field.
    pub field: String,
    /// Its content.
    pub bytes: Bytes,
}

/// Most parts of one form.
const PARTS_MAX: usize = 50;

/// The boundary that a `Content-Type` names, when it is a form with parts.
pub fn boundary(content_type: &str) -> Option<&str> {
    let (kind, parameters) = content_type.split_once(';')?;
    if !kind.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let value = parameters.split(';').find_map(|one| {
        let (name, value) = one.split_once('=')?;
        name.trim().eq_ignore_ascii_case("boundary").then(|| value.trim().trim_matches('"'))
    })?;
    (!value.is_empty() && value.len() <= 70).then_some(value)
}

/// Fields and files. A part that names no file is a field; bytes that are no text become marks that `care::text`
/// refuses to keep. None when the form is not whole.
pub fn read(body: &Bytes, boundary: &str) -> Option<(Fields, Vec<Upload>)> {
    let (mut fields, mut files) = (vec![], vec![]);
    let opening = format!("--{boundary}");
    let between = format!("\r\n--{boundary}");
    let mut at = find(body, 0, opening.as_bytes())? + opening.len();
    for _ in 0..PARTS_MAX {
        match body.get(at..at + 2)? {
            b"--" => return Some((fields, files)),
            b"\r\n" => at += 2,
            _ => return None,
        }
        let head_ends = find(body, at, b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(&body[at..head_ends]).into_owned();
        let from = head_ends + 4;
        let until = find(body, from, between.as_bytes())?;
        let content = body.slice(from..until);
        let disposition = head.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.trim().eq_ignore_ascii_case("content-disposition").then(|| value.trim().to_owned())
        })?;
        let field = parameter(&disposition, "name")?;
        if parameter(&disposition, "filename").is_some() {
            files.push(Upload { field, bytes: content });
        } else {
            fields.push((field, String::from_utf8_lossy(&content).into_owned()));
        }
        at = until + between.len();
    }
    None
}

fn find(bytes: &[u8], from: usize, needle: &[u8]) -> Option<usize> {
    let first = *needle.first()?;
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == first)?;
        if bytes[at..].starts_with(needle) {
            return Some(at);
        }
        at += 1;
    }
}

/// `name="words"` of a header; browsers escape a quote as `%22`.
fn parameter(header: &str, name: &str) -> Option<String> {
    let (_, after) = header.split_once(&format!("; {name}=\""))?;
    Some(after.split_once('"')?.0.replace("%22", "\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(parts: &[(&str, &[u8])]) -> Bytes {
        let mut body = vec![];
        for (head, content) in parts {
            body.extend(format!("--XyZ\r\nContent-Disposition: form-data; {head}\r\n\r\n").into_bytes());
            body.extend(*content);
            body.extend(b"\r\n");
        }
        body.extend(b"--XyZ--\r\n");
        Bytes::from(body)
    }

    #[test]
    fn fields_and_files_are_read_as_browsers_send_them() {
        let photo = b"\xFF\xD8\r\n\r\n--Xy not the end\r\n".as_slice();
        let body = form(&[
            ("name=\"csrf\"", b"abc"),
            ("name=\"words\"", "הים 🌊\r\nline two".as_bytes()),
            ("name=\"file\"; filename=\"a%22b.jpg\"\r\nContent-Type: text/html", photo),
            ("name=\"empty\"", b""),
            ("name=\"none\"; filename=\"\"", b""),
        ]);
        let (fields, files) = read(&body, "XyZ").expect("a whole form");
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        assert_eq!(fields, [("csrf", "abc"), ("words", "הים 🌊\r\nline two"), ("empty", "")]);
        let files: Vec<(&str, &[u8])> =
            files.iter().map(|file| (file.field.as_str(), &file.bytes[..])).collect();
        assert_eq!(files, [("file", photo), ("none", &b""[..])]);
    }

    #[test]
    fn half_a_form_is_none_and_never_a_panic() {
        let body = form(&[("name=\"a\"", b"1"), ("name=\"file\"; filename=\"x\"", b"\xFF\xD8")]);
        for cut in 0..body.len() - 4 {
            assert!(read(&body.slice(..cut), "XyZ").is_none(), "cut at {cut}");
        }
        let many: Vec<(&str, &[u8])> = (0..60).map(|_| ("name=\"a\"", &b"1"[..])).collect();
        assert!(read(&form(&many), "XyZ").is_none());
        assert!(read(&Bytes::from_static(b"--XyZ\r\n\r\n\r\n--XyZ--"), "XyZ").is_none());
    }

    #[test]
    fn only_a_form_with_parts_has_a_boundary() {
        for (header, expected) in [
            ("multipart/form-data; boundary=----WebKitFormBoundaryA1", Some("----WebKitFormBoundaryA1")),
            ("Multipart/Form-Data; charset=utf-8; boundary=\"a b\"", Some("a b")),
            ("multipart/form-data", None),
            ("multipart/form-data; boundary=", None),
            ("application/x-www-form-urlencoded; boundary=x", None),
        ] {
            assert_eq!(boundary(header), expected, "{header}");
        }
    }
}
