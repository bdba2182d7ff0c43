package io.parley.sip;

/** Over, and out of every table; what was on its way meets this. */
record Gone() implements CallState {

    @Override
    public Step on(CallEvent event) {
        return CallState.otherwise(this, event);
    }
}
