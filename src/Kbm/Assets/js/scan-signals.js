let audio;

function tone(context, frequency, from, seconds) {
  const oscillator = context.createOscillator();
  const volume = context.createGain();
  oscillator.frequency.value = frequency;
  volume.gain.setValueAtTime(0.2, context.currentTime + from);
  volume.gain.exponentialRampToValueAtTime(0.001, context.currentTime + from + seconds);
  oscillator.connect(volume).connect(context.destination);
  oscillator.start(context.currentTime + from);
  oscillator.stop(context.currentTime + from + seconds);
}

function signal(tones, vibration) {
  navigator.vibrate?.(vibration);
  audio ??= new AudioContext();
  for (const [frequency, from, seconds] of tones) tone(audio, frequency, from, seconds);
}

/** One high beep and a short buzz: taken. */
export const taken = () => signal([[1320, 0, 0.12]], 60);

/** Two low beeps and a double buzz: refused. */
export const refused = () => signal([[240, 0, 0.16], [200, 0.2, 0.24]], [120, 70, 120]);
