//! Text that no Markdown reader takes for mark-up, a link or an image.

use super::terminal;

/// The text on one line, every mark-up character escaped, addresses not linked.
pub fn markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let text = terminal(text);
    let mut rest: &str = &text;
    while let Some(c) = rest.chars().next() {
        if rest.starts_with("://") {
            // An escaped colon would still be linked; an entity is not.
            escaped.push_str("&#58;");
        } else {
            push(c, &mut escaped);
        }
        rest = &rest[c.len_utf8()..];
    }
    escaped
}

fn push(c: char, escaped: &mut String) {
    match c {
        '&' => escaped.push_str("&amp;"),
        '<' => escaped.push_str("&lt;"),
        '>' => escaped.push_str("&gt;"),
        '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '(' | ')' | '#' | '+' | '-' | '.'
        | '!' | '|' | '~' => escaped.extend(['\\', c]),
        c => escaped.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_mark_up() {
        assert_eq!(
            markdown("| a |\n[pay](https://evil.example) ![](http://t) <script> & *b* # 1."),
            r"\| a \| \[pay\]\(https&#58;//evil\.example\) \!\[\]\(http&#58;//t\) &lt;script&gt; &amp; \*b\* \# 1\."
        );
    }

    #[test]
    fn addresses_are_not_linked() {
        assert_eq!(
            markdown("www.evil.example ftp://x"),
            r"www\.evil\.example ftp&#58;//x"
        );
    }
}
