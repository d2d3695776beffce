//! Words for what an app's values can have that JSON cannot carry, as `src/browser/values.js` finds it.

use super::{Issue, Locale, Step};
use crate::text::{concat, cut};

/// Of each rule what is wrong, in Chinese and in English.
const WORDS: &str = "
lone-surrogate|文本中有不完整的字符（孤立的 UTF-16 代理项）|the text has half a character (a lone surrogate)
not-a-number|是 NaN，应为数字|is NaN; should be a number
infinite|是无穷大，应为有限的数字|is infinite; should be a finite number
unsafe-integer|整数超过 2^53-1，已丢失末位数字，请用字符串或 BigInt|a whole number beyond 2^53-1 has lost digits; use text or a BigInt
function|是函数，无法提交|is a function, which cannot be sent
symbol|是 Symbol，无法提交|is a symbol, which cannot be sent
file|是文件或二进制数据，接口只接受文本，请先上传再填写地址|is a file or binary data; upload it first and give its address
promise|是 Promise，请先 await|is a promise; await it first
dom-node|是页面元素，无法提交|is an element of the page, which cannot be sent
cycle|引用了自身，无法转为 JSON|refers to itself, which JSON cannot hold
depth|嵌套超过 64 层|is nested deeper than 64
size|内容超过 8 MiB|is larger than 8 MiB
date|是无效日期|is an invalid date
map-key|Map 的键应为字符串|the keys of a Map should be text
getter|读取时抛出异常|threw when it was read
undefined|没有值|has no value
";

/// An issue for `rule` at `path`.
pub fn issue(path: Vec<Step>, rule: &str, locale: Locale) -> Issue {
    let known = cut(WORDS, &concat(&["\n", rule, "|"])).and_then(|(_, rest)| cut(rest, "\n"));
    let words = known.and_then(|(words, _)| cut(words, "|"));
    let (zh, en) = words.unwrap_or(("是无法提交的类型", "is of a type that cannot be sent"));
    Issue::new(path, rule, locale, zh, en)
}
