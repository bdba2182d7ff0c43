// A telephone in the page: one call at a time, by HTTP offer and answer (after RFC 9725) and WebRTC.

/** @param {string} id */
const at = (id) => /** @type {any} */ (document.getElementById(id));

const number = at("number");
const DIGITS = "0123456789*#";
/** How calls end, in words; anything else is shown as it is. */
const ENDINGS = {
  "caller-hung-up": "You hung up.",
  "agent-ended": "The agent has said goodbye.",
  "gave-up": "The agent gave up: it could not hear or understand you.",
  "media-timeout": "The call ended: no sound came from this browser any more.",
  "no-ack": "The call ended: no path for the sound was found.",
  "too-long": "The call had become too long.",
  "shutdown": "The server stops.",
  "server-error": "A fault of the server ended the call.",
};

/** @type {?{peer: RTCPeerConnection, microphone: MediaStream, audio: AudioContext, location: ?string, events: ?EventSource, sender: ?RTCDTMFSender}} */
let call = null;

/** @param {string} text */
function tell(text) {
  at("state").textContent = text;
}

function show() {
  at("call").disabled = call !== null;
  number.disabled = call !== null;
  at("hang-up").disabled = call === null;
  at("mute").disabled = call === null;
  at("pad").disabled = call === null;
}

/** @param {AudioContext} audio @param {MediaStream} stream @param {HTMLMeterElement} meter */
function level(audio, stream, meter) {
  const analyser = audio.createAnalyser();
  const samples = new Float32Array(analyser.fftSize);
  audio.createMediaStreamSource(stream).connect(analyser);
  const draw = () => {
    if (audio.state === "closed") {
      meter.value = 0;
      return;
    }
    analyser.getFloatTimeDomainData(samples);
    let sum = 0;
    for (const sample of samples) sum += sample * sample;
    const decibels = 10 * Math.log10(sum / samples.length + 1e-9);
    meter.value = Math.max(0, Math.min(1, (decibels + 60) / 60));
    requestAnimationFrame(draw);
  };
  draw();
}

async function microphone() {
  if (!navigator.mediaDevices) {
    throw new Error("This page needs https or localhost: elsewhere a browser gives no microphone.");
  }
  return navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true } });
}

/** @param {RTCPeerConnection} peer */
async function gathered(peer) {
  if (peer.iceGatheringState === "complete") return;
  await new Promise((done) => {
    peer.addEventListener("icegatheringstatechange", () => peer.iceGatheringState === "complete" && done(null));
    setTimeout(done, 1000);
  });
}

/** @param {string} callee */
async function begin(callee) {
  const stream = await microphone();
  const peer = new RTCPeerConnection();
  const audio = new AudioContext();
  const mine = { peer, microphone: stream, audio, location: null, events: null, sender: null };
  call = mine;
  show();
  tell("Calling " + callee + " …");
  const track = stream.getAudioTracks()[0];
  const sender = peer.addTrack(track, stream);
  peer.addEventListener("track", (event) => {
    const theirs = event.streams[0] || new MediaStream([event.track]);
    at("sound").srcObject = theirs;
    level(audio, theirs, at("theirs"));
  });
  peer.addEventListener("connectionstatechange", () => {
    if (call !== mine) return;
    if (peer.connectionState === "connected") tell("Talking to " + callee + ".");
    if (peer.connectionState === "disconnected") tell("The connection is bad …");
    if (peer.connectionState === "failed") end("The call ended: no path for the sound was found.");
  });
  level(audio, stream, at("mine"));
  await peer.setLocalDescription(await peer.createOffer());
  await gathered(peer);
  const answer = await fetch("/phone/" + encodeURIComponent(callee), {
    method: "POST",
    headers: { "Content-Type": "application/sdp" },
    body: peer.localDescription.sdp,
  });
  if (answer.status !== 201) {
    const why = (await answer.text()).trim();
    throw new Error(answer.status === 503 ? "Every line is taken; try again in a moment." : "Refused: " + why);
  }
  mine.location = answer.headers.get("Location");
  if (call !== mine) {
    fetch(mine.location, { method: "DELETE", keepalive: true });
    return;
  }
  mine.sender = sender.dtmf;
  mine.events = new EventSource(mine.location);
  mine.events.addEventListener("ended", (event) => {
    const why = /** @type {MessageEvent} */ (event).data;
    if (call === mine) end(ENDINGS[why] || "The call ended: " + why + ".", true);
  });
  await peer.setRemoteDescription({ type: "answer", sdp: await answer.text() });
}

/** @param {string} words @param {boolean} [known] the server knows already */
function end(words, known) {
  const over = call;
  call = null;
  if (over) {
    over.events?.close();
    if (over.location && !known) fetch(over.location, { method: "DELETE", keepalive: true });
    over.microphone.getTracks().forEach((track) => track.stop());
    over.peer.close();
    over.audio.close();
  }
  at("mute").setAttribute("aria-pressed", "false");
  tell(words);
  show();
}

/** @param {string} digit */
function dial(digit) {
  if (!call?.sender) return;
  call.sender.insertDTMF(call.sender.toneBuffer + digit, 100, 70);
  at("dialled").textContent += digit;
}

function mute() {
  if (!call) return;
  const track = call.microphone.getAudioTracks()[0];
  track.enabled = !track.enabled;
  at("mute").setAttribute("aria-pressed", String(!track.enabled));
}

at("dial").addEventListener("submit", (/** @type {Event} */ event) => {
  event.preventDefault();
  if (call) return;
  at("dialled").textContent = "";
  begin(number.value.trim()).catch((why) => end(why.message || String(why)));
});
at("hang-up").addEventListener("click", () => end(ENDINGS["caller-hung-up"]));
at("mute").addEventListener("click", mute);
at("pad").addEventListener("click", (/** @type {any} */ event) => {
  if (event.target.tagName === "BUTTON") dial(event.target.textContent);
});
document.addEventListener("keydown", (event) => {
  if (!call || event.ctrlKey || event.metaKey || event.altKey) return;
  if (DIGITS.includes(event.key)) dial(event.key);
  if (event.key === "m" || event.key === "M") mute();
  if (event.key === "Escape") end(ENDINGS["caller-hung-up"]);
});
addEventListener("pagehide", () => call && end(ENDINGS["caller-hung-up"]));

const asked = new URLSearchParams(location.search).get("number");
fetch("numbers.json")
  .then((answer) => answer.json())
  .then(({ numbers }) => {
    for (const one of numbers) at("numbers").append(new Option(one, one));
    number.value = asked || numbers[0] || "";
  })
  .catch(() => tell("The server does not answer."));
show();
