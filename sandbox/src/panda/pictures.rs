//! The attachments of the seed: real JPEG files, drawn when the database is new.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};

/// The document's own example of a path.
pub const SAMPLE: &str = r"1547b546-ac67-443f-abd6-0b7aaf1971c0\原图测试.jpg";
/// Large enough for progress to show: about 2 MB.
pub const LARGE: &str = r"9c3f0a52-6f0e-4d83-9a77-2b1c5d0e8f44\现场全景.jpg";
/// More of the small kind.
pub const SMALL: [&str; 3] = [
    r"2f7d1c88-04a9-4b0f-8a55-c1d5c2e0a913\漏点近照.jpg",
    r"5b9e6a10-7c22-4e4d-b8a6-93f0d1a7e652\阀门井.jpg",
    r"d04c8f3e-1b6a-49f2-9d0b-7e5a2c4b8f16\处理后.jpg",
];

/// Segments of 64 KB.
const COMMENTS: usize = 32;

/// All files of the seed.
pub fn all() -> anyhow::Result<Vec<(&'static str, Vec<u8>)>> {
    let mut files =
        vec![(SAMPLE, jpeg(&scene(480, 360, 0), 85)?), (LARGE, enlarged(&jpeg(&scene(480, 360, 4), 85)?))];
    for (index, path) in (1..).zip(SMALL) {
        files.push((path, jpeg(&scene(320, 240, index), 80)?));
    }
    Ok(files)
}

fn jpeg(picture: &RgbImage, quality: u8) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, quality))?;
    Ok(bytes.into_inner())
}

/// Ground, sky and a pipe with a puddle; the variant changes the colours.
fn scene(width: u32, height: u32, variant: u32) -> RgbImage {
    let tint = u8::try_from(variant * 40).unwrap_or(u8::MAX);
    RgbImage::from_fn(width, height, |x, y| {
        let (across, down) = (x * 200 / width, y * 200 / height);
        let puddle = across.abs_diff(120).pow(2) + (down.abs_diff(160) * 3).pow(2) < 2500;
        match (down, puddle) {
            (_, true) => Rgb([60, 110, 190]),
            (90..=120, _) => Rgb([90, 100, 120u8.saturating_add(down as u8 / 2)]),
            (0..=89, _) => Rgb([170 - tint, 200, 230u8.saturating_sub(down as u8)]),
            _ => Rgb([140, 110 + tint / 4, 80]),
        }
    })
}

/// The same picture with comment segments in front of it: any viewer shows it, and it is as long as a photo.
fn enlarged(jpeg: &[u8]) -> Vec<u8> {
    let (start_of_image, rest) = jpeg.split_at(2);
    let mut bytes = start_of_image.to_vec();
    for _ in 0..COMMENTS {
        bytes.extend([0xff, 0xfe]);
        bytes.extend(u16::MAX.to_be_bytes());
        bytes.extend([b' '; u16::MAX as usize - 2]);
    }
    bytes.extend(rest);
    bytes
}
