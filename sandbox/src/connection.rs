//! TCP connections that a handler can break off before any byte of its answer leaves, and a listener that can stop listening.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use futures_util::task::AtomicWaker;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::Instant;

/// Who is on the other side, and the means to hang up on them.
#[derive(Clone, Debug)]
pub struct Peer {
    /// Their address.
    pub address: SocketAddr,
    number: u64,
    line: Arc<Line>,
    gate: Arc<Gate>,
}

impl Peer {
    /// The connection's, counted from the start.
    pub const fn number(&self) -> u64 {
        self.number
    }

    /// One more request has come on it; how many that makes.
    pub fn count(&self) -> u64 {
        self.line.requests.fetch_add(1, Ordering::SeqCst) + 1
    }

    /// From now on nothing is written: the connection ends without an answer.
    pub fn hang_up(&self) {
        self.line.hang_up();
    }

    /// As when the server's process is killed and started again: every other connection ends, and until `pause` has passed
    /// nobody listens, so that the operating system itself refuses new ones.
    pub fn close_gate(&self, pause: Duration) {
        self.gate.until.send_replace(Instant::now() + pause);
        let mut lines = self.gate.lines.lock().unwrap_or_else(PoisonError::into_inner);
        lines.retain(|line| line.strong_count() > 0);
        for line in lines.iter().filter_map(Weak::upgrade).filter(|line| !Arc::ptr_eq(line, &self.line)) {
            line.hang_up();
        }
    }
}

/// One connection, seen from outside.
#[derive(Debug, Default)]
struct Line {
    closed: AtomicBool,
    requests: AtomicU64,
    reader: AtomicWaker,
}

impl Line {
    fn hang_up(&self) {
        self.closed.store(true, Ordering::SeqCst);
        self.reader.wake();
    }

    fn check(&self) -> io::Result<()> {
        if self.closed.load(Ordering::SeqCst) { Err(io::ErrorKind::ConnectionAborted.into()) } else { Ok(()) }
    }
}

/// All connections, and until when nobody listens.
#[derive(Debug)]
struct Gate {
    until: watch::Sender<Instant>,
    connections: AtomicU64,
    lines: Mutex<Vec<Weak<Line>>>,
}

/// A listener whose connections know their `Peer`.
pub struct GatedListener {
    /// `None` while the gate is closed.
    listener: Option<TcpListener>,
    address: SocketAddr,
    gate: Arc<Gate>,
    closing: watch::Receiver<Instant>,
}

impl GatedListener {
    /// Takes over a bound listener.
    pub fn new(listener: TcpListener) -> io::Result<Self> {
        let address = listener.local_addr()?;
        let (until, closing) = watch::channel(Instant::now());
        let gate = Arc::new(Gate { until, connections: AtomicU64::default(), lines: Mutex::default() });
        Ok(Self { listener: Some(listener), address, gate, closing })
    }

    fn peer(&self, address: SocketAddr) -> Peer {
        let number = self.gate.connections.fetch_add(1, Ordering::SeqCst) + 1;
        Peer { address, number, line: Arc::default(), gate: self.gate.clone() }
    }

    /// The port is ours again as soon as the pause is over.
    async fn reopen(&mut self) {
        self.listener = None;
        loop {
            let until = *self.closing.borrow_and_update();
            tokio::time::sleep_until(until).await;
            match TcpListener::bind(self.address).await {
                Ok(listener) => return self.listener = Some(listener),
                Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
            }
        }
    }
}

impl Listener for GatedListener {
    type Io = GatedStream;
    type Addr = Peer;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        loop {
            let Some(listener) = &mut self.listener else {
                self.reopen().await;
                continue;
            };
            tokio::select! {
                biased;
                Ok(()) = self.closing.changed() => self.listener = None,
                (stream, address) = Listener::accept(listener) => {
                    // Small answers must not wait for an acknowledgement of the last one.
                    let _ = stream.set_nodelay(true);
                    let peer = self.peer(address);
                    let mut lines = self.gate.lines.lock().unwrap_or_else(PoisonError::into_inner);
                    lines.retain(|line| line.strong_count() > 0);
                    lines.push(Arc::downgrade(&peer.line));
                    return (GatedStream { stream, line: peer.line.clone() }, peer);
                }
            }
        }
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        Ok(self.peer(self.address))
    }
}

impl Connected<IncomingStream<'_, GatedListener>> for Peer {
    fn connect_info(stream: IncomingStream<'_, GatedListener>) -> Self {
        stream.remote_addr().clone()
    }
}

/// A connection that fails every read and write once its peer was hung up on.
pub struct GatedStream {
    stream: TcpStream,
    line: Arc<Line>,
}

impl AsyncRead for GatedStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.line.reader.register(cx.waker());
        self.line.check()?;
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl AsyncWrite for GatedStream {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.line.check()?;
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.line.check()?;
        Pin::new(&mut self.stream).poll_write_vectored(cx, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
