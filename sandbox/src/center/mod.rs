//! 统一工单中心: the APIs of the second document, on a small process engine.
