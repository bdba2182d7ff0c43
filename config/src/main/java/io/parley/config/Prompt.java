package io.parley.config;

/** The sentences that every agent needs; an agent's file may replace each under {@code prompts:}. */
public enum Prompt {
    DISCLOSURE("You are talking to an automated assistant."),
    NO_INPUT("Sorry, I did not hear anything."),
    NO_MATCH("Sorry, I did not catch that."),
    NOT_TAKEN_DOWN("I am sorry, I could not take that down."),
    DID_YOU_MEAN("Did you mean: {example}?"),
    HELP("You can answer in your own words, ask me to repeat, or ask for a person."),
    HELP_KEYS("You can say it digit by digit, or enter it on the keys of your telephone."),
    HELP_SPELL("Please spell it, for example: A as in Alpha, B as in Bravo, one, two."),
    GO_ON("Yes?"),
    SO_FAR("So far I have {value}. What comes next?"),
    WHICH_YEAR("And which year?"),
    WHICH("Do you mean {choices}?"),
    WHICH_OF_MANY("I have several of that name. Please say the full name."),
    WAITING("One moment please."),
    STILL_WAITING("It takes a little longer."),
    LONG_WAIT("I am sorry that it takes so long."),
    AFTERWARDS("I will see to that next."),
    TOO_LATE("That is being done already."),
    FAILED("I am sorry, that did not work."),
    REFUSED("I am sorry, that is not possible."),
    CONFIRM("{summary}. Is that right?"),
    ACKNOWLEDGE("{summary}."),
    AGREED("Okay."),
    WRONG("Sorry about that. What should I change?"),
    OPEN("What can I do for you?"),
    ANYTHING_ELSE("Is there anything else?"),
    GOODBYE("Goodbye."),
    TRANSFER("I will put you through."),
    TRANSFER_FAILED("I am sorry, I could not reach anybody."),
    BRIEF("I have a caller for you."),
    BRIEF_ABOUT("It is about: {summary}."),
    PUT_THROUGH("Shall I put the call through?"),
    PUT_THROUGH_HELP("Say yes or press one to take the call, say no or press two to leave it."),
    PUTTING_THROUGH("Thank you. Here is the caller."),
    NOT_PUT_THROUGH("All right, I will tell the caller. Goodbye."),
    NO_TRANSFER("I am sorry, there is nobody I can put you through to."),
    GIVING_UP("I am sorry, I cannot help you this way. Goodbye."),
    STILL_THERE("Are you still there?");

    private final String text;

    Prompt(String text) {
        this.text = text;
    }

    /** The English default. */
    public String text() {
        return text;
    }

    /** The key in the agent's file: {@code no-input} for {@link #NO_INPUT}. */
    public String key() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
