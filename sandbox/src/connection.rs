//! TCP connections that a handler can break off before any byte of its answer leaves.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

/// Who is on the other side, and the means to hang up on them.
#[derive(Clone, Debug)]
pub struct Peer {
    /// Their address.
    pub address: SocketAddr,
    closed: Arc<AtomicBool>,
}

impl Peer {
    /// From now on nothing is written: the connection ends without an answer.
    pub fn hang_up(&self) {
        self.closed.store(true, Ordering::SeqCst);
    }
}

/// A listener whose connections know their `Peer`.
pub struct GatedListener(pub TcpListener);

impl Listener for GatedListener {
    type Io = GatedStream;
    type Addr = Peer;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        let (stream, address) = Listener::accept(&mut self.0).await;
        // Small answers must not wait for an acknowledgement of the last one.
        let _ = stream.set_nodelay(true);
        let closed = Arc::new(AtomicBool::new(false));
        (GatedStream { stream, closed: closed.clone() }, Peer { address, closed })
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        Ok(Peer { address: self.0.local_addr()?, closed: Arc::default() })
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
    closed: Arc<AtomicBool>,
}

impl GatedStream {
    fn check(&self) -> io::Result<()> {
        if self.closed.load(Ordering::SeqCst) { Err(io::ErrorKind::ConnectionAborted.into()) } else { Ok(()) }
    }
}

impl AsyncRead for GatedStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.check()?;
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl AsyncWrite for GatedStream {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.check()?;
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.check()?;
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
