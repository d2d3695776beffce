//! 熊猫第三方工单对接: the seven APIs of the first document.
