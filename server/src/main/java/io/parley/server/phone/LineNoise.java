package io.parley.server.phone;

/** Noise where the caller is. Confined to the call's context. */
public interface LineNoise {
    /** Adds the next 20 ms of it to a frame. */
    void mix(short[] frame);
}
