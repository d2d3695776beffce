//! 7 下载文件: DownloadFiles, an attachment's bytes (panda.txt §7).

use super::{Config, envelope};
use crate::delivery::url::Query;
use crate::delivery::{Effect, Operation, Request};
use crate::error::Service;
use crate::json::Record;
use crate::text::{concat, cut, cut_last};

/// DownloadFiles.
pub static OPERATION: Operation = Operation {
    service: Service::Panda,
    name: "download",
    effect: Effect::Read,
    route: "PandaWorkFlow/WorkFlow/AccountManage/DownloadFiles",
    answer: &ANSWER,
};

/// What comes instead of a file when there is none: `{code, msg}`.
pub static ANSWER: Record =
    Record { shape: 21, name: "DownloadAnswer", fields: &[envelope::CODE, envelope::MSG] };

/// The request. `file_path` holds a backslash and Chinese, and is encoded whole.
pub fn request(config: &Config, file_path: &str) -> Request {
    let mut pairs = Query::default();
    pairs.push("filePath", file_path);
    Request::get(config.url(&OPERATION) + pairs.as_str())
}

/// The file's own name: what follows the last slash or backslash.
pub fn file_name(file_path: &str) -> &str {
    let after = |text, sign| cut_last(text, sign).map_or(text, |(_, after)| after);
    after(after(file_path, "/"), "\\")
}

/// The types of files that pages show, by their extensions.
const TYPES: &str = " jpg image/jpeg jpeg image/jpeg png image/png gif image/gif webp image/webp bmp image/bmp pdf application/pdf \
     mp4 video/mp4 mp3 audio/mpeg txt text/plain zip application/zip doc application/msword \
     docx application/vnd.openxmlformats-officedocument.wordprocessingml.document xls application/vnd.ms-excel \
     xlsx application/vnd.openxmlformats-officedocument.spreadsheetml.sheet ";

/// The type to give the bytes: the server only says `application/octet-stream`, which no `<img>` or viewer takes for an image.
pub fn media_type(file_path: &str) -> &'static str {
    let extension = cut_last(file_name(file_path), ".").map_or("", |(_, extension)| extension);
    let entry = concat(&[" ", &extension.to_ascii_lowercase(), " "]);
    let known = cut(TYPES, &entry).and_then(|(_, rest)| cut(rest, " "));
    known.map_or("application/octet-stream", |(media_type, _)| media_type)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn the_documents_path_names_a_picture() {
        let path = r"1547b546-ac67-443f-abd6-0b7aaf1971c0\原图测试.jpg";
        assert_eq!((file_name(path), media_type(path)), ("原图测试.jpg", "image/jpeg"));
        assert_eq!((file_name("a/b.c/报告"), media_type("a/b.c/报告")), ("报告", "application/octet-stream"));
        assert_eq!(
            media_type("x.HTML"),
            "application/octet-stream",
            "a page from a server must not run as one"
        );
    }
}
