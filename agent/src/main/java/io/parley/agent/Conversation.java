package io.parley.agent;

import io.parley.media.AudioListener;

/** One conversation: a call's audio and events in, the call's audio and acts out. Confined to the call's context. */
public interface Conversation extends AudioListener, CallListener {
    /** What has happened so far, for the call record. */
    CallRecord record();
}
