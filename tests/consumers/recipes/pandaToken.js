/** The client's option `token`: asks our own server, which knows our user and keeps panda's password. */
export async function pandaToken() {
  const answer = await fetch("/api/panda-token");
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  return answer.json(); // { token, expirationTime }
}
