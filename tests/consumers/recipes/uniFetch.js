export function uniFetch(url, { method, headers, body, signal }) {
  const header = {};
  headers.forEach((value, name) => { header[name] = value; });
  return new Promise((resolve, reject) => {
    const task = uni.request({
      url,
      method,
      header,
      data: body && body.buffer,
      responseType: "arraybuffer",
      timeout: 15 * 60 * 1000, // the client has timeouts of its own
      success: ({ statusCode, header, data }) => {
        const received = {};
        Object.keys(header).forEach((name) => { received[name.toLowerCase()] = header[name]; });
        resolve({
          status: statusCode,
          headers: { get: (name) => received[name.toLowerCase()] || null },
          arrayBuffer: () => Promise.resolve(data),
        });
      },
      fail: ({ errMsg }) => reject(new TypeError(errMsg)),
    });
    if (signal) signal.addEventListener("abort", () => task.abort());
  });
}
