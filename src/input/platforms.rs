//! The usual names of platforms.

/// Names and hosts of platforms that differ from the one used here.
const PLATFORMS: [(&str, &str); 47] = [
    ("twitter", "x"),
    ("twitter.com", "x"),
    ("x.com", "x"),
    ("mobile.twitter.com", "x"),
    ("x (twitter)", "x"),
    ("twitter (x)", "x"),
    ("x/twitter", "x"),
    ("t.co", "x"),
    ("facebook.com", "facebook"),
    ("m.facebook.com", "facebook"),
    ("fb.com", "facebook"),
    ("instagram.com", "instagram"),
    ("reddit.com", "reddit"),
    ("old.reddit.com", "reddit"),
    ("redd.it", "reddit"),
    ("youtube.com", "youtube"),
    ("m.youtube.com", "youtube"),
    ("youtu.be", "youtube"),
    ("tiktok.com", "tiktok"),
    ("linkedin.com", "linkedin"),
    ("bsky.app", "bluesky"),
    ("threads.net", "threads"),
    ("threads.com", "threads"),
    ("trustpilot.com", "trustpilot"),
    ("play.google.com", "google play"),
    ("apps.apple.com", "app store"),
    ("itunes.apple.com", "app store"),
    ("news.ycombinator.com", "hacker news"),
    ("hackernews", "hacker news"),
    ("quora.com", "quora"),
    ("pinterest.com", "pinterest"),
    ("tripadvisor.com", "tripadvisor"),
    ("vk.com", "vk"),
    ("socialmedia_twitter", "x"),
    ("socialmedia_facebook", "facebook"),
    ("socialmedia_instagram", "instagram"),
    ("socialmedia_youtube", "youtube"),
    ("socialmedia_reddit", "reddit"),
    ("socialmedia_tiktok", "tiktok"),
    ("socialmedia_linkedin", "linkedin"),
    ("google_play", "google play"),
    ("app_store", "app store"),
    ("twitter/x", "x"),
    ("x (formerly twitter)", "x"),
    ("ig", "instagram"),
    ("fb", "facebook"),
    ("news.google.com", "google news"),
];

/// Platforms of reviews, by their usual names: a title there is of the one who writes. Elsewhere
/// it may be that of a page or a thread, and others' words.
const REVIEWS: [&str; 25] = [
    "amazon",
    "app store",
    "apple app store",
    "avis vérifiés",
    "booking",
    "capterra",
    "feefo",
    "g2",
    "getapp",
    "glassdoor",
    "google business",
    "google business profile",
    "google my business",
    "google play",
    "google play store",
    "google reviews",
    "kununu",
    "reviews.io",
    "sitejabber",
    "software advice",
    "tripadvisor",
    "trusted shops",
    "trustpilot",
    "trustradius",
    "yelp",
];

/// Whether a platform, by its usual name or its host, is one of reviews: `amazon.co.uk`.
pub(super) fn is_of_reviews(platform: &str) -> bool {
    let is_one = |name: &str| REVIEWS.contains(&name);
    is_one(platform) || (platform.contains('.') && platform.split('.').any(is_one))
}

/// The usual name of a platform, in lower case; `spare` holds it if it must be written.
pub(super) fn usual<'a>(name: &'a str, spare: &'a mut String) -> &'a str {
    let plain = name.bytes().all(|byte| byte.is_ascii_lowercase());
    if plain && !matches!(name, "twitter" | "hackernews" | "ig" | "fb") {
        return name;
    }
    // Talkwalker writes all kinds, from the widest to the closest.
    let name = name
        .rsplit_once(',')
        .map_or(name, |(_, closest)| closest.trim());
    if let Some(known) = known_platform(name) {
        return known;
    }
    if !name.chars().any(char::is_uppercase) {
        return name;
    }
    spare.clear();
    spare.extend(name.chars().flat_map(char::to_lowercase));
    spare
}

/// Kinds of posts and of media, which some exports put where others name the platform: those
/// of 5 bytes, of 6, and so on.
const KINDS: [&[&str]; 12] = [
    &["image", "photo", "video", "album", "reels"],
    &["social", "status"],
    &["organic", "article"],
    &[],
    &["microblog", "text_post"],
    &["microblogs", "invitation"],
    &["social post", "socialmedia"],
    &["conversation", "social media"],
    &[],
    &[
        "social network",
        "redes sociales",
        "carousel_album",
        "соцсети",
    ],
    &["social networks"],
    &["réseaux sociaux"],
];
const SHORTEST_KIND: usize = 5;

/// Whether a name is only a kind, by which no platform can be told.
#[inline]
pub(super) fn says_nothing(name: &str) -> bool {
    let alike = name.len().checked_sub(SHORTEST_KIND);
    let alike = alike.and_then(|longer| KINDS.get(longer));
    alike.is_some_and(|kinds| kinds.iter().any(|kind| kind.eq_ignore_ascii_case(name)))
}

fn known_platform(name: &str) -> Option<&'static str> {
    let name = name.strip_prefix("www.").unwrap_or(name);
    let same = |(from, _): &&(&str, &str)| from.eq_ignore_ascii_case(name);
    PLATFORMS.iter().find(same).map(|(_, to)| *to)
}

/// The host of a URL, without `www.`; empty where there is none.
pub(super) fn host(url: &str) -> &str {
    let Some((_, rest)) = url.split_once("://") else {
        return "";
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let host = &rest[..end];
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let host = host.split_once(':').map_or(host, |(host, _)| host);
    host.strip_prefix("www.").unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn platforms_have_one_name_each() {
        let mut spare = String::new();
        for (name, expected) in [
            ("Twitter", "x"),
            ("X", "x"),
            ("x.com", "x"),
            ("www.Reddit.com", "reddit"),
            ("Facebook", "facebook"),
            ("My Forum", "my forum"),
            ("blog.example", "blog.example"),
        ] {
            assert_eq!(usual(name, &mut spare), expected, "{name}");
        }
    }

    #[test]
    fn plain_names_need_no_look_in_the_table() {
        let plain = |name: &str| name.bytes().all(|byte| byte.is_ascii_lowercase());
        let names = PLATFORMS
            .iter()
            .map(|(from, _)| *from)
            .filter(|from| plain(from));
        assert_eq!(
            names.collect::<Vec<_>>(),
            ["twitter", "hackernews", "ig", "fb"]
        );
    }

    #[test]
    fn reviews_are_told_by_name_and_host() {
        for platform in [
            "trustpilot",
            "app store",
            "g2.com",
            "amazon.co.uk",
            "fr.yelp.ca",
        ] {
            assert!(is_of_reviews(platform), "{platform}");
        }
        for platform in ["", "x", "reddit", "news", "amazonia.example", "hacker news"] {
            assert!(!is_of_reviews(platform), "{platform}");
        }
    }

    #[test]
    fn kinds_stand_where_their_length_says() {
        for (kinds, length) in KINDS.iter().zip(SHORTEST_KIND..) {
            assert!(kinds.iter().all(|kind| kind.len() == length), "{kinds:?}");
        }
    }

    #[test]
    fn kinds_are_no_platforms() {
        for name in ["Social", "Microblogs", "CAROUSEL_ALBUM", "соцсети"] {
            assert!(says_nothing(name), "{name}");
        }
        for name in ["x", "reddit", "forum", "blog", "news"] {
            assert!(!says_nothing(name), "{name}");
        }
    }

    #[test]
    fn a_host_is_taken_from_a_url() {
        assert_eq!(host("https://www.example.com:80/a?b"), "example.com");
        assert_eq!(host("https://user:secret@x.com/a"), "x.com");
        assert_eq!(host("/r/coffee"), "");
    }
}
