//! Reads inputs over HTTP from a server on this machine.

use std::{
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    thread,
    time::Duration,
};

use crate::support::Listen;
use listen::{
    Error,
    input::{Inputs, Options, Scratch},
};

/// Answers every request in a thread of its own, with what `answer` writes for
/// its path; gives the server's port.
fn serve(answer: fn(&str, &mut TcpStream) -> std::io::Result<()>) -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    let port = listener.local_addr().expect("bound").port();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            thread::spawn(move || respond(stream, answer));
        }
    });
    port
}

fn respond(
    mut stream: TcpStream,
    answer: fn(&str, &mut TcpStream) -> std::io::Result<()>,
) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let request = lines.next().unwrap_or_else(|| Ok(String::new()))?;
    for line in lines {
        let line = line?;
        if line.is_empty() {
            break;
        }
        if line.to_ascii_lowercase().starts_with("referer:") {
            return write!(stream, "HTTP/1.1 400 {line}\r\nContent-Length: 0\r\n\r\n");
        }
    }
    let path = request.split(' ').nth(1).unwrap_or("/");
    answer(path, &mut stream)
}

fn export(_: &str, stream: &mut TcpStream) -> std::io::Result<()> {
    let body = "id,text\n1,so good\n2,so bad\n";
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}"
    )
}

/// How many mentions a URL gives on a server of this machine.
fn read(url: &str, options: Options) -> Result<usize, Error> {
    let mut inputs = Inputs::open(&[url.into()], options)?;
    let (mut count, mut scratch) = (0, Scratch::default());
    while let Some(batch) = inputs.next_batch(None)? {
        let mentions = batch.records().filter(|r| r.mention(&mut scratch).is_ok());
        count += mentions.count();
    }
    Ok(count)
}

fn private() -> Options {
    Options {
        allow_private: true,
        ..Options::default()
    }
}

/// An error with its cause, as a user reads it.
fn words(error: &Error) -> String {
    let cause = std::error::Error::source(error).map(ToString::to_string);
    format!("{error}: {}", cause.unwrap_or_default())
}

#[test]
fn an_address_is_read_as_a_file_is() {
    let port = serve(export);
    let url = format!("http://127.0.0.1:{port}/export.csv");
    assert_eq!(read(&url, private()).expect("served"), 2);
}

#[test]
fn private_addresses_are_refused_unless_allowed() {
    let port = serve(export);
    for host in [
        "127.0.0.1",
        "localhost",
        "[::1]",
        "0x7f.1",
        "169.254.169.254",
    ] {
        let error = read(&format!("http://{host}:{port}/"), Options::default());
        let error = error.expect_err(host);
        assert!(error.to_string().contains("private"), "{host}: {error}");
        assert!(
            error.hint().is_some_and(|h| h.contains("--allow-private")),
            "{host}"
        );
    }
}

#[test]
fn redirects_are_followed_a_few_times_and_to_the_web_only() {
    let port = serve(|path, stream| {
        let left: u32 = path.trim_start_matches('/').parse().unwrap_or(0);
        let to = match left {
            0 => return export(path, stream),
            99 => "file:///etc/hostname".into(),
            left => format!("/{}", left - 1),
        };
        write!(
            stream,
            "HTTP/1.1 302 Found\r\nConnection: close\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n"
        )
    });
    let from = |path: u32| read(&format!("http://127.0.0.1:{port}/{path}"), private());
    assert_eq!(from(5).expect("five redirects"), 2);
    let error = words(&from(6).expect_err("six redirects"));
    assert!(error.contains("redirects more than 5 times"), "{error}");
    from(99).expect_err("a file");
}

#[test]
fn a_redirect_tells_nothing_of_the_page_before() {
    let port = serve(|path, stream| match path {
        "/export" => export(path, stream),
        _ => write!(
            stream,
            "HTTP/1.1 302 Found\r\nConnection: close\r\nLocation: /export\r\n\
             Content-Length: 0\r\n\r\n"
        ),
    });
    let url = format!("http://anne:secret@127.0.0.1:{port}/?token=secret");
    assert_eq!(read(&url, private()).expect("redirected"), 2);
}

#[test]
fn a_report_shows_no_secrets_of_an_address() {
    let port = serve(export);
    let url = format!("http://anne:secret@127.0.0.1:{port}/x?token=secret");
    for command in ["analyze", "inspect"] {
        let ran = Listen::new().args([command, &url, "--allow-private"]).run();
        let all = format!("{}{}", ran.stdout, ran.stderr);
        assert!(ran.code == 0 && !all.contains("secret"), "{all}");
    }
}

#[test]
fn a_body_that_is_cut_short_is_an_error() {
    let port = serve(|_, stream| {
        write!(
            stream,
            "HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\nid,text\n1,so good\n"
        )
    });
    read(&format!("http://127.0.0.1:{port}/"), private()).expect_err("cut short");
}

#[test]
fn a_body_without_end_meets_the_limit() {
    let port = serve(|_, stream| {
        write!(stream, "HTTP/1.1 200 OK\r\n\r\nid,text\n")?;
        loop {
            stream.write_all(&b"1,so good\n".repeat(1000))?;
        }
    });
    let options = Options {
        max_input: 1 << 20,
        ..private()
    };
    let error = read(&format!("http://127.0.0.1:{port}/"), options);
    let error = words(&error.expect_err("endless"));
    assert!(error.contains("--max-input"), "{error}");
}

#[test]
fn a_body_that_drips_and_one_that_hangs_meet_the_deadline() {
    let port = serve(|path, stream| {
        if path != "/mute" {
            write!(stream, "HTTP/1.1 200 OK\r\n\r\nid,text\n")?;
        }
        loop {
            thread::sleep(Duration::from_millis(20));
            if path == "/drip" {
                stream.write_all(b"1,so good\n")?;
            }
        }
    });
    for path in ["drip", "hang", "mute"] {
        let options = Options {
            timeout: Duration::from_millis(300),
            ..private()
        };
        let error = read(&format!("http://127.0.0.1:{port}/{path}"), options);
        let error = words(&error.expect_err(path));
        let expected = if path == "drip" {
            "see --timeout"
        } else {
            "nothing came for 300ms"
        };
        assert!(error.contains(expected), "{error}");
    }
}

#[test]
fn errors_keep_secrets() {
    let port = serve(|path, stream| {
        let status = if path.starts_with("/gone") {
            "404 Not Found"
        } else {
            "200 OK"
        };
        write!(
            stream,
            "HTTP/1.1 {status}\r\nContent-Length: 5\r\n\r\nhello"
        )
    });
    for address in [
        format!("http://anne:secret@127.0.0.1:{port}/gone?token=secret"),
        format!("http://anne:secret@127.0.0.1:{port}/hello?token=secret#secret"),
        "http://anne:secret@127.0.0.1:1/closed?token=secret".into(),
    ] {
        let error = words(&read(&address, private()).expect_err(&address));
        assert!(
            error.contains("127.0.0.1") && !error.contains("secret"),
            "{error}"
        );
    }
}
