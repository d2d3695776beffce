//! 熊猫第三方工单对接: one file per documented API.
