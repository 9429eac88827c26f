//! Fetches inputs over HTTP, within limits of time and only from public addresses.

mod address;

use std::{
    io::{self, Read},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use reqwest::{
    Url,
    blocking::{Client, Response},
    redirect::{Attempt, Policy},
};

use super::{Options, columns::unusable};
use crate::{Error, Result};
use address::Guarded;

/// How many redirects are followed.
const HOPS: usize = 5;

/// How long a connection, or a body, may give no sign of life.
const SILENCE: Duration = Duration::from_secs(30);

/// A URL without user, password and query, for messages.
pub(super) fn without_secrets(url: &str) -> String {
    let Ok(mut url) = Url::parse(url) else {
        return cut_of_secrets(url);
    };
    // These fail only for URLs that cannot have a user.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url.set_query(None);
    url.set_fragment(None);
    url.into()
}

/// The same of what is no URL, but may be meant for one.
fn cut_of_secrets(text: &str) -> String {
    let shown = text.split(['?', '#']).next().unwrap_or("");
    let Some((scheme, rest)) = shown.split_once("://") else {
        return shown.into();
    };
    let host = rest.rsplit_once('@').map_or(rest, |(_, host)| host);
    format!("{scheme}://{host}")
}

/// Opens a URL as a stream of bytes.
pub(super) fn open(address: &str, options: &Options) -> Result<Box<dyn Read + Send>> {
    let name = without_secrets(address);
    let url = Url::parse(address)
        .map_err(|error| unusable(&name, format!("not a URL: {error}"), None))?;
    let refused = Arc::new(AtomicBool::new(false));
    if !options.allow_private && address::is_private_literal(&url) {
        return Err(private(&name));
    }
    let failed = |error: reqwest::Error| {
        if refused.load(Ordering::Relaxed) {
            return private(&name);
        }
        let source = io::Error::other(reason(error, options.timeout));
        let input = name.clone();
        Error::Read { input, source }
    };
    let client = client(options, &refused).map_err(failed)?;
    let response = client.get(url).send().map_err(failed)?;
    let status = response.status();
    if !status.is_success() {
        return Err(unusable(
            &name,
            format!("the server answers {status}"),
            None,
        ));
    }
    Ok(Box::new(Body {
        response,
        deadline: Instant::now() + options.timeout,
        timeout: options.timeout,
    }))
}

fn client(options: &Options, refused: &Arc<AtomicBool>) -> reqwest::Result<Client> {
    // An error means that another part of the program installed it already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let builder = Client::builder()
        .user_agent(concat!("listen/", env!("CARGO_PKG_VERSION")))
        .no_proxy()
        // It would tell whom a redirect leads to what the query said, perhaps a token.
        .referer(false)
        .timeout(patience(options.timeout))
        .connect_timeout(patience(options.timeout));
    if options.allow_private {
        return builder.redirect(Policy::custom(follow)).build();
    }
    let guarded = Guarded {
        refused: Arc::clone(refused),
    };
    let refused = Arc::clone(refused);
    let policy = move |attempt: Attempt<'_>| {
        if address::is_private_literal(attempt.url()) {
            refused.store(true, Ordering::Relaxed);
            return attempt.error("it redirects to a private address");
        }
        follow(attempt)
    };
    builder
        .redirect(Policy::custom(policy))
        .dns_resolver(Arc::new(guarded))
        .build()
}

/// Follows a redirect, unless it leads in circles or out of the encryption.
fn follow(attempt: Attempt<'_>) -> reqwest::redirect::Action {
    let from = attempt.previous().last().map_or("", Url::scheme);
    match (from, attempt.url().scheme()) {
        ("https", "http") => attempt.error("it redirects from https to http"),
        (_, "http" | "https") if attempt.previous().len() > HOPS => {
            attempt.error("it redirects more than 5 times")
        }
        (_, "http" | "https") => attempt.follow(),
        _ => attempt.error("it redirects to something that is no web address"),
    }
}

fn private(name: &str) -> Error {
    let reason = "it leads to a private or local address, which is refused".into();
    let hint = "if that is meant, say --allow-private";
    unusable(name, reason, Some(hint.into()))
}

/// How long silence may last.
fn patience(timeout: Duration) -> Duration {
    timeout.min(SILENCE)
}

/// What went wrong, without the address.
fn reason(error: reqwest::Error, timeout: Duration) -> String {
    if error.is_timeout() {
        return format!("nothing came for {:?}", patience(timeout));
    }
    spelled_out(&error.without_url())
}

/// An error with its causes, in one line.
fn spelled_out(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    text
}

/// What a server sends, until the deadline.
struct Body {
    response: Response,
    deadline: Instant,
    timeout: Duration,
}

impl Read for Body {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // The client's own time-out does not stop a server that sends a byte a second.
        if Instant::now() > self.deadline {
            return Err(io::Error::other("it took too long to send (see --timeout)"));
        }
        let read = self.response.read(buffer);
        read.map_err(|error| without_url(error, self.timeout))
    }
}

fn without_url(error: io::Error, timeout: Duration) -> io::Error {
    let kind = error.kind();
    match error
        .into_inner()
        .map(<dyn std::error::Error + Send + Sync + 'static>::downcast::<reqwest::Error>)
    {
        Some(Ok(inner)) => io::Error::other(reason(*inner, timeout)),
        Some(Err(inner)) => io::Error::new(kind, inner),
        None => kind.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_show_no_secrets() {
        let url = "https://anne:secret@example.com/export.csv?token=secret#secret";
        assert_eq!(without_secrets(url), "https://example.com/export.csv");
        for broken in [
            "https://[broken/a?token=secret",
            "https://anne:secret@:x/a",
            "https://anne:sec@ret@[broken/a",
        ] {
            assert!(!without_secrets(broken).contains("sec"), "{broken}");
        }
    }
}
