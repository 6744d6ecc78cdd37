//! Conformance calls a running daemon with the stock ttrpc client of Debian, many calls at once on one
//! client.
//!
//! It prints a line for each failed check and, last, "N passed, M failed"; the exit status is 1 if a check
//! failed.

use protobuf::Message;
use std::net::TcpStream;
use std::os::unix::io::IntoRawFd;
use std::os::unix::net::UnixStream;
use ttrpc::{Client, Code, Error, Request};

#[allow(warnings)]
mod messages {
    include!(concat!(env!("OUT_DIR"), "/mod.rs"));
}

use messages::merchants::{Merchant, SetMerchantRequest, SetMerchantResponse};
use messages::notifications::{NotifyStateChangeRequest, NotifyStateChangeResponse};
use messages::types::PaymentState;

const MERCHANT: &str = "rust-conformance";

/// Calls a method, and reads its answer.
fn call<Answer: Message>(
    client: &Client,
    service: &str,
    method: &str,
    request: &dyn Message,
    timeout_nano: i64,
) -> Result<Answer, Error> {
    let mut envelope = Request::new();
    envelope.set_service(service.to_string());
    envelope.set_method(method.to_string());
    envelope.set_timeout_nano(timeout_nano);
    envelope.set_payload(request.write_to_bytes().expect("a request can be encoded"));
    let response = client.request(envelope)?;
    Ok(Answer::parse_from_bytes(&response.payload).expect("an answer can be decoded"))
}

fn notify(client: &Client, event: &str) -> Result<NotifyStateChangeResponse, Error> {
    let mut request = NotifyStateChangeRequest::new();
    request.set_merchant_id(MERCHANT.to_string());
    request.set_session_id("s-1".to_string());
    request.set_state(PaymentState::PAYMENT_STATE_PAID);
    request.set_event_id(event.to_string());
    call(client, "paynotify.v1.Notifications", "NotifyStateChange", &request, 20_000_000_000)
}

/// Makes so many calls at once on one client; all have to get the same answer.
fn at_once(client: &Client, count: usize) -> Result<(), String> {
    let threads: Vec<_> = (0..count)
        .map(|_| {
            let client = client.clone();
            std::thread::spawn(move || notify(&client, &format!("same-{}", count)))
        })
        .collect();
    let mut answers = Vec::new();
    for thread in threads {
        let answer = thread.join().expect("a thread ends well");
        answers.push(answer.map_err(|error| format!("a call was refused: {:?}", error))?);
    }
    if answers.iter().any(|answer| answer != &answers[0]) {
        return Err("the answers differ".to_string());
    }
    Ok(())
}

fn refused<Answer>(result: Result<Answer, Error>, code: Code) -> Result<(), String> {
    match result {
        Err(Error::RpcStatus(status)) if status.get_code() == code => Ok(()),
        Err(error) => Err(format!("{:?} was due, not {:?}", code, error)),
        Ok(_) => Err(format!("the call was served; {:?} was due", code)),
    }
}

fn connect(address: &str) -> Client {
    match address.strip_prefix("unix:") {
        Some(path) => Client::new(UnixStream::connect(path).expect("it listens").into_raw_fd()),
        None => Client::new(TcpStream::connect(address).expect("it listens").into_raw_fd()),
    }
}

fn main() {
    let address = std::env::args().nth(1).expect("usage: ADDRESS, host:port or unix:/path");
    let client = connect(&address);
    let mut merchant = Merchant::new();
    merchant.set_merchant_id(MERCHANT.to_string());
    merchant.set_display_name("Conformance".to_string());
    merchant.set_default_country("KW".to_string());
    merchant.set_time_zone("Asia/Kuwait".to_string());
    merchant.set_languages(vec!["en".to_string()].into());
    let mut set = SetMerchantRequest::new();
    set.set_merchant(merchant);
    let made: Result<SetMerchantResponse, Error> =
        call(&client, "paynotify.v1.Merchants", "SetMerchant", &set, 0);
    let empty = NotifyStateChangeRequest::new();
    let other = |service: &str, method: &str, timeout: i64| {
        call::<NotifyStateChangeResponse>(&client, service, method, &empty, timeout)
    };
    let notifications = "paynotify.v1.Notifications";
    let checks = vec![
        ("a merchant is made", made.map(|_| ()).map_err(|error| format!("{:?}", error))),
        ("64 calls at once on one client", at_once(&client, 64)),
        ("256 calls at once on one client", at_once(&client, 256)),
        ("1000 calls at once on one client", at_once(&client, 1000)),
        (
            "an empty request is INVALID_ARGUMENT",
            refused(other(notifications, "NotifyStateChange", 0), Code::INVALID_ARGUMENT),
        ),
        (
            "an unknown method is UNIMPLEMENTED",
            refused(other(notifications, "NoSuch", 0), Code::UNIMPLEMENTED),
        ),
        (
            "a nanosecond is DEADLINE_EXCEEDED",
            refused(other(notifications, "NotifyStateChange", -1), Code::DEADLINE_EXCEEDED),
        ),
    ];
    let mut failed = 0;
    for (claim, result) in &checks {
        if let Err(why) = result {
            failed += 1;
            println!("failed: {}: {}", claim, why);
        }
    }
    println!("{} passed, {} failed", checks.len() - failed, failed);
    std::process::exit(if failed > 0 { 1 } else { 0 });
}
