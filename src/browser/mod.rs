//! The only code that knows wasm-bindgen: it converts, calls, and carries bytes. It decides nothing.
