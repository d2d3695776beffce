//! 统一工单中心: one file per documented API.
