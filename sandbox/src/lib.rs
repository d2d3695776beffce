//! A local server of both work order APIs on SQLite, written from the vendors' documents and from nothing in `src/`,
//! so that a misreading of the client shows. README.md tells how to use it.

pub mod app;
pub mod center;
pub mod clock;
pub mod connection;
pub mod db;
pub mod executions;
pub mod faults;
pub mod operator;
pub mod pages;
pub mod panda;
pub mod requests;
pub mod settings;

use std::net::SocketAddr;

use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// A server that listens; dropping it leaves the server running, `stop` ends it.
pub struct Running {
    /// `http://127.0.0.1:PORT/`
    pub url: String,
    /// Where it listens.
    pub address: SocketAddr,
    stop: oneshot::Sender<()>,
    task: JoinHandle<std::io::Result<()>>,
}

/// Opens the data, makes and seeds what is missing, and listens.
pub async fn start(settings: settings::Settings) -> anyhow::Result<Running> {
    let db = db::Db::open(settings.data.as_deref())?;
    let router = app::router(db, &settings)?;
    let listener = TcpListener::bind((settings.host, settings.port)).await?;
    let address = listener.local_addr()?;
    let (stop, stopped) = oneshot::channel::<()>();
    let service = router.into_make_service_with_connect_info::<connection::Peer>();
    let server = axum::serve(connection::GatedListener::new(listener)?, service);
    let task = tokio::spawn(async move {
        tokio::select! {
            ended = IntoFuture::into_future(server) => ended,
            Ok(()) = stopped => Ok(()),
        }
    });
    Ok(Running { url: format!("http://{address}/"), address, stop, task })
}

impl Running {
    /// Serves until the process ends.
    pub async fn wait(self) -> anyhow::Result<()> {
        let Self { stop, task, .. } = self;
        let ended = task.await?;
        drop(stop);
        Ok(ended?)
    }

    /// Stops listening.
    pub async fn stop(self) -> anyhow::Result<()> {
        let _ = self.stop.send(());
        Ok(self.task.await??)
    }
}
