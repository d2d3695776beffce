//! What broke, in both languages: `{}` stands for the limit, the format or the options.

/// A rule's name and its words: zh-CN, English.
pub(super) type Words = (&'static str, &'static str, &'static str);

pub(super) const REQUIRED: Words = ("required", "必填", "is required");
pub(super) const TYPE: &str = "type";
pub(super) const MIN: Words = ("min", "不能小于 {}", "should not be less than {}");
pub(super) const MAX: Words = ("max", "不能大于 {}", "should not be more than {}");
pub(super) const WHOLE: Words = ("precision", "应为整数", "should be a whole number");
pub(super) const PRECISION: Words = ("precision", "最多 {} 位小数", "should have at most {} decimal places");
pub(super) const STEP: Words = ("step", "应为 {} 的倍数", "should be a multiple of {}");
pub(super) const MIN_LENGTH: Words = ("minLength", "至少 {} 个字符", "should have at least {} characters");
pub(super) const MAX_LENGTH: Words = ("maxLength", "最多 {} 个字符", "should have at most {} characters");
pub(super) const FORM: (&str, &str) = ("格式不正确", "is not of the right form");
pub(super) const DATE: Words = ("format", "应为 {} 格式的有效时间", "should be a valid {}");
pub(super) const COLOR: Words = ("format", "应为 #rrggbb 格式的颜色", "should be a colour like #rrggbb");
pub(super) const ORDER: Words = ("order", "的开始不能晚于结束", "should not start after its end");
pub(super) const MEANT: Words = ("option", "的值应为 {}", "should be {}");
pub(super) const OPTION: Words = ("option", "应为选项之一：{}", "should be one of the options: {}");
pub(super) const LIMIT: Words = ("limit", "最多 {} 个文件", "should have at most {} files");
pub(super) const FILE_TYPES: Words = ("fileTypes", "的文件类型应为 {}", "should be a file of type {}");
pub(super) const UNKNOWN: Words =
    ("unknown", "表单没有这个字段，是否应为 {}", "the form has no such field; did you mean {}?");
