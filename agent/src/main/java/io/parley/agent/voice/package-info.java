/**
 * Speaking: text to phones ({@link io.parley.agent.voice.TextToPhones}), phones to audio
 * ({@link io.parley.agent.voice.OnnxVoice}), prompts rendered once ({@link io.parley.agent.voice.PromptCache}).
 */
@NullMarked
package io.parley.agent.voice;

import org.jspecify.annotations.NullMarked;
