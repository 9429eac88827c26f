//! Makes a mention of the values that stand in a record.

use super::{
    Damage, Field, Shape, Texts,
    clean::{self, Cleaned},
    dates,
    people::Person,
    platforms,
    record::Notes,
    values::{self, Figure},
};
use crate::mention::{Mention, is_rounded_id};

/// The value of each field of one record, without blanks around it unless it
/// is a text; empty where there is none.
#[derive(Clone, Debug)]
pub(super) struct Values<'a>([&'a str; Field::COUNT]);

impl Default for Values<'_> {
    fn default() -> Self {
        Self([""; Field::COUNT])
    }
}

impl<'a> Values<'a> {
    pub(super) fn of(&self, field: Field) -> &'a str {
        self.0[field as usize]
    }

    pub(super) fn set(&mut self, field: Field, value: &'a str) {
        self.0[field as usize] = value;
    }
}

/// A value as a field may have it, `None` if it cannot be one or is empty.
#[inline]
pub(super) fn usable(field: Field, value: &str) -> Option<&str> {
    let trimmed = trimmed(value);
    if trimmed.is_empty() || !is_acceptable(field, trimmed) || values::is_fault(trimmed) {
        return None;
    }
    let is_text = matches!(field, Field::Text | Field::Title);
    Some(if is_text { value } else { trimmed })
}

/// Whether [`usable`] gives a value back as it is if it [`fits`], seen at a glance.
#[inline]
pub(super) fn is_plain(value: &str) -> bool {
    let bytes = value.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else {
        return false;
    };
    // Apostrophes and `#` lie before the brackets.
    matches!(first, b'('..=b'~') && matches!(last, b'!'..=b'~')
}

/// Whether any value will do for a field, and looks like what it holds.
pub(super) fn takes_any(field: Field) -> bool {
    use Field::{CreatedAt, ParentId, Platform, Url};
    !matches!(field, CreatedAt | ParentId | Platform | Url)
}

/// Whether a value will do for a field, and looks like what it holds; where no
/// column has such a value, one that will do is taken.
pub(super) fn fits(field: Field, value: &str) -> bool {
    let is_likely = || field != Field::CreatedAt || value.bytes().any(|byte| byte.is_ascii_digit());
    is_acceptable(field, value) && is_likely()
}

/// `text` without blanks around it; most values have none.
#[inline]
fn trimmed(text: &str) -> &str {
    let solid = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_graphic);
    let bytes = text.as_bytes();
    if solid(bytes.first()) && solid(bytes.last()) {
        text
    } else {
        text.trim()
    }
}

/// Whether `value` can be what some exports put under a name that others use
/// for something else: `Source` is a platform, an address or an app.
pub(super) fn is_acceptable(field: Field, value: &str) -> bool {
    match field {
        Field::Platform => {
            let is_name = !value.starts_with("http") && !value.starts_with(['<', '[', '{']);
            is_name && !platforms::says_nothing(value)
        }
        Field::ParentId => !matches!(value, "0" | "[]" | "false" | "False"),
        Field::Url => {
            let has_sign = value.bytes().any(|byte| matches!(byte, b'/' | b':' | b'.'));
            has_sign && !value.starts_with('<')
        }
        _ => true,
    }
}

/// Room for values that cannot be borrowed from the record.
#[derive(Debug, Default)]
pub(super) struct Buffers {
    text: clean::Room,
    title: clean::Room,
    whole: String,
    said: String,
    url: String,
    platform: String,
}

/// Makes the mention; what is unreadable in it is noted and left out.
#[inline]
pub(super) fn mention<'s>(
    values: &Values<'s>,
    shape: &'s Shape,
    buffers: &'s mut Buffers,
    notes: &mut Notes<'_, '_>,
) -> Mention<'s> {
    let title = match values.of(Field::Title) {
        "" => "",
        title => clean::clean(title, shape.texts, &mut buffers.title).text,
    };
    let text = whole(values, shape, &mut buffers.whole);
    let Cleaned { text, is_mojibake } = clean::clean(text, shape.texts, &mut buffers.text);
    if is_mojibake {
        notes.damage(Damage::Mojibake, || text.into());
    }
    let (text, title) = if text.is_empty() {
        (title, "")
    } else {
        (text, title)
    };
    let platform = platform(values, shape, &mut buffers.platform);
    let has_own_title =
        !title.is_empty() && shape.texts == Texts::Restored && platforms::is_of_reviews(platform);
    let said = if has_own_title {
        titled(title, text, &mut buffers.said)
    } else {
        text
    };
    let of = |field| values.of(field);
    let person = person(values, shape);
    let (author, handle) = match person {
        Some(person) => (&*person.name, &*person.handle),
        None => (author(values), handle(values)),
    };
    let mut count = |field| figure(values, field, notes);
    let (followers, likes) = (count(Field::Followers), count(Field::Likes));
    let (shares, replies) = (count(Field::Shares), count(Field::Replies));
    let (views, reach) = (count(Field::Views), count(Field::Reach));
    Mention {
        id: id(values, notes),
        text,
        said,
        title,
        author,
        handle,
        followers: followers.or(person.and_then(|person| person.followers)),
        platform,
        url: url(values, shape, &mut buffers.url),
        created_at: created_at(values, shape, notes),
        language: of(Field::Language),
        country: of(Field::Country),
        likes,
        shares,
        replies,
        views,
        reach,
        parent_id: of(Field::ParentId),
        brand: of(Field::Brand),
        rating: values::rating(of(Field::Rating)),
        source_sentiment: values::sentiment(of(Field::SourceSentiment)),
        is_repost: text.starts_with("RT @")
            || says_repost(values.of(Field::IsRepost))
            || names_original(values.of(Field::RepostedFrom)),
    }
}

/// The text after its title, a sentence of its own, unless the text begins with that.
fn titled<'s>(title: &str, text: &'s str, room: &'s mut String) -> &'s str {
    let title = title.trim();
    if text
        .trim_start()
        .starts_with(title.trim_end_matches(['.', '…', ' ']))
    {
        return text;
    }
    room.clear();
    room.push_str(title);
    if title.ends_with(char::is_alphanumeric) {
        room.push('.');
    }
    room.extend(["\n", text]);
    room
}

fn id<'s>(values: &Values<'s>, notes: &mut Notes<'_, '_>) -> &'s str {
    let id = values.of(Field::Id);
    if is_rounded_id(id) {
        notes.damage(Damage::RoundedId, || id.into());
        return "";
    }
    id
}

/// The handle, unless one column is all that there is for author and handle.
fn handle<'s>(values: &Values<'s>) -> &'s str {
    let (author, handle) = (values.of(Field::Author), values.of(Field::Handle));
    if std::ptr::eq(author, handle) {
        return "";
    }
    handle
}

/// The author's name, else what identifies the author.
fn author<'s>(values: &Values<'s>) -> &'s str {
    match values.of(Field::Author) {
        "" if values.of(Field::Handle).is_empty() => values.of(Field::AuthorId),
        "[deleted]" => "",
        name => name,
    }
}

/// The author in the list that stands apart from the mentions.
fn person<'s>(values: &Values<'_>, shape: &'s Shape) -> Option<&'s Person> {
    shape.people.as_ref()?.author(values.of(Field::AuthorId))
}

/// The text, which for a repost may stand apart as a whole.
fn whole<'s>(values: &Values<'s>, shape: &Shape, room: &'s mut String) -> &'s str {
    let text = values.of(Field::Text);
    let found = shape.people.as_ref();
    let found = found.and_then(|people| people.whole(text, values.of(Field::RepostedId), room));
    found.unwrap_or(text)
}

/// The address; of Bluesky's posts, which have none, and of Reddit's, which have
/// half of one, the whole.
fn url<'s>(values: &Values<'s>, shape: &Shape, room: &'s mut String) -> &'s str {
    let url = values.of(Field::Url);
    let known = shape.tool.map_or("", |tool| tool.platform);
    room.clear();
    match known {
        "bluesky" if url.is_empty() => {
            let post = values.of(Field::Id).strip_prefix("at://");
            let key = post.and_then(|post| post.rsplit_once('/'));
            let handle = values.of(Field::Handle);
            if let Some((_, key)) = key.filter(|_| !handle.is_empty()) {
                room.extend(["https://bsky.app/profile/", handle, "/post/", key]);
            }
            room
        }
        "reddit" if url.starts_with('/') => {
            room.extend(["https://www.reddit.com", url]);
            room
        }
        _ => url,
    }
}

fn platform<'s>(values: &Values<'s>, shape: &Shape, buffer: &'s mut String) -> &'s str {
    let known = shape.tool.map_or("", |tool| tool.platform);
    match values.of(Field::Platform) {
        _ if !known.is_empty() => known,
        "" => platforms::usual(platforms::host(values.of(Field::Url)), buffer),
        name => platforms::usual(name, buffer),
    }
}

#[inline]
fn figure(values: &Values<'_>, field: Field, notes: &mut Notes<'_, '_>) -> Option<u64> {
    let value = values.of(field);
    if value.is_empty() {
        return None;
    }
    values::plain(value).or_else(|| unusual_figure(value, field, notes))
}

#[inline(never)]
fn unusual_figure(value: &str, field: Field, notes: &mut Notes<'_, '_>) -> Option<u64> {
    match values::figure(value) {
        Figure::Count(count) => Some(count),
        Figure::Unknown => None,
        Figure::Bad => {
            notes.damage(Damage::BadNumber, || format!("{field} {value}"));
            None
        }
    }
}

fn created_at(
    values: &Values<'_>,
    shape: &Shape,
    notes: &mut Notes<'_, '_>,
) -> Option<jiff::Timestamp> {
    let (date, time) = (values.of(Field::CreatedAt), values.of(Field::Time));
    let date = if date.is_empty() { time } else { date };
    if date.is_empty() {
        if shape.has(Field::CreatedAt) {
            notes.damage(Damage::Undated, String::new);
        }
        return None;
    }
    let read = dates::parse_with_time(date, time, &shape.dates);
    if read.is_none() {
        notes.damage(Damage::BadDate, || date.into());
    }
    read
}

/// Whether a column names what is reposted.
fn names_original(value: &str) -> bool {
    const NONE: [&str; 6] = ["", "0", "0.0", "false", "none", "no"];
    !NONE.iter().any(|none| value.eq_ignore_ascii_case(none))
}

/// Whether the value of a repost column says that it is one: a flag, a kind, or
/// the address, identifier or content of what is reposted.
fn says_repost(value: &str) -> bool {
    if value.is_empty() || value.eq_ignore_ascii_case("false") {
        return false;
    }
    let value = value.to_lowercase();
    let is_id = value.len() > 4 && value.bytes().all(|b| b.is_ascii_digit());
    matches!(
        value.as_str(),
        "true" | "1" | "1.0" | "yes" | "share" | "rt"
    ) || ["http", "{"].iter().any(|start| value.starts_with(start))
        || ["repost", "retweet"]
            .iter()
            .any(|word| value.contains(word))
        || is_id
}
