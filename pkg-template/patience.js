// For what an engine or a network may never answer.

/** What `promise` gives, unless that takes longer than `ms`. */
export function within(ms, promise) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(reject, ms);
    const over = (settle) => (value) => {
      clearTimeout(timer);
      settle(value);
    };
    Promise.resolve(promise).then(over(resolve), over(reject));
  });
}
