package io.parley.server;

/** Whether anybody is called. Any thread. */
interface DialSwitch {
    boolean isOn();

    /** Off calls nobody any more, and ends the calls that have been made. */
    void turn(boolean on);
}
