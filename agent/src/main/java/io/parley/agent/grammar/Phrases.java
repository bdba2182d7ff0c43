package io.parley.agent.grammar;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What people say in every conversation, whatever the business. English. */
final class Phrases {
    /** Part of a value after which something of it is said again. */
    static final String AGAIN = "<";

    /** A noise of the mouth that is no word. */
    static final String NOISE = "<noise>";

    /** Sounds that no dictionary spells as people make them: ARPAbet, or the ear's own spoken noise. */
    static final Map<String, List<String>> SOUNDS = Map.of(
            NOISE,
            List.of("SPN"),
            "mhm",
            List.of("M HH M", "AH M HH AH M", "M HH AH M", "M M"),
            "hm",
            List.of("HH AH M", "HH M", "M"),
            "hmm",
            List.of("HH AH M", "HH M", "M"),
            "uh-huh",
            List.of("AH HH AH", "AH HH AH N"),
            "er",
            List.of("ER", "AH R"),
            "nah",
            List.of("N AA", "N AE"),
            // The letter; the article is "a".
            "A",
            List.of("EY"));

    /**
     * What is left of a digit where the line has no room for its fricatives or a noise gate takes them off, in ARPAbet;
     * said besides what the lexicon has.
     */
    static final Map<String, List<String>> CLIPPED = Map.of(
            "three", List.of("R IY"),
            "four", List.of("AO R"),
            "five", List.of("F AY", "AY V"),
            "six", List.of("IH K S", "S IH K", "IH K"),
            "seven", List.of("EH V AH N"));

    static final List<String> YES = list("""
            yes, yeah, yep, yup, yes please, yeah please, yeah sure, yes sure, yes i think so, i think so,
            i think so yes, please, please do, sure, sure thing, of course, correct, that's correct, that is correct,
            yes that's correct, yes that is correct, right, that's right, that is right, yes that's right,
            yeah that's right, exactly, absolutely, definitely, okay, ok, yes okay, go ahead, yes go ahead,
            sounds good, that sounds good, that's fine, that's good, that's great, perfect, great, it is, yes it is,
            i do, yes i do, i am, yes i am, uh-huh, mhm, you got it, got it, why not, fine""");

    static final List<String> NO = list("""
            no, nope, nah, no no, no thanks, no thank you, no sorry, no please, no i said, no way, never,
            absolutely not, certainly not, definitely not, of course not, please don't, no please don't, don't,
            no don't, i don't think so, no i don't think so, i'd rather not, that's not what i said,
            no that's not what i said, that's not what i want, that's not it, no that's not it, no it's not,
            no it isn't, no that's wrong, that's wrong, that is wrong, wrong, incorrect, that's incorrect, not right,
            that's not right, no that's not right, that's not correct, no that's not correct, not really, not quite,
            no not quite, not at all,
            no i don't, i don't, i'm not, no i'm not, negative""");

    /** Commands about the conversation itself. */
    static final Map<Command, List<String>> COMMANDS = Map.of(
            Command.HELP, list("""
                    help, help me, can you help me, could you help me, i need help, what can i say, what can you do,
                    what are my options, what are the options, what do you have, i don't know, i'm not sure"""),
            Command.REPEAT, list("""
                    repeat, repeat that, repeat it, say that again, say it again, what did you say, what was that,
                    what, pardon, pardon me, sorry, sorry what was that, excuse me, come again, once more,
                    again, i didn't hear you, i didn't catch that, i didn't get that, i didn't understand,
                    i didn't understand that, i can't hear you, i could not hear you, tell me again"""),
            Command.SLOWER, list("""
                    slower, a bit slower, a little slower, speak slower, speak more slowly, speak a bit slower,
                    speak a bit more slowly, speak slowly, slow down, slow down a bit, not so fast, that was too fast,
                    that's too fast, too fast, you're too fast, say that slower, say that more slowly,
                    say that again slowly, repeat that slowly, repeat that more slowly"""),
            Command.FASTER, list("""
                    faster, a bit faster, a little faster, speak faster, speak a bit faster, speed up, hurry up,
                    too slow, that was too slow, that's too slow, you're too slow"""),
            Command.PERSON, list("""
                    talk to a person, speak to a person, talk to someone, speak to someone, talk to somebody,
                    speak with somebody, talk to a human, speak to a human, speak with a human, talk to an agent,
                    speak to an agent, speak with an agent, talk to a real person, speak to a real person,
                    talk to a representative, speak to a representative, speak with a representative,
                    talk to an operator, speak to an operator, connect me to a representative,
                    connect me to an operator, connect me to a person, operator, agent, representative, a person,
                    a real person, a human, a human being, real person, human, put me through, transfer me,
                    connect me to someone, customer service"""),
            Command.GOODBYE, list("""
                    goodbye, bye, bye bye, that's all, that is all, that's all thanks, that's all thank you, that's it,
                    that's it thanks, that will be all, nothing else, no that's all, no that's it, no that's all thanks,
                    no that's all thank you, nothing, i'm done, we're done, hang up, thank you bye, thanks bye,
                    thank you goodbye"""),
            Command.CANCEL, list("""
                    cancel, cancel that, cancel it, cancel the order, cancel my order, never mind, forget it,
                    forget about it, stop, i changed my mind"""),
            Command.RESTART, list("""
                    start over, start again, let's start over, let's start again, can we start over,
                    can we start again, i want to start over, begin again, from the beginning,
                    from the beginning please, from the top"""),
            Command.WAIT, list("""
                    wait, wait a moment, wait a minute, wait a second, hold on, hold on a second, hold on a minute,
                    hang on, hang on a second, one moment, one moment please, one second, one second please,
                    just a moment, just a second, just a minute, give me a moment, give me a second, give me a minute,
                    let me think, let me check"""),
            Command.GREETING, list("""
                    hello, hi, hey, hello there, hi there, good morning, good afternoon, good evening"""));

    /** What comes before a request to the agent itself. */
    static final List<String> ASKING = list("""
            can you, could you, would you, will you, please, can you please, could you please, would you please,
            you can, you could""");

    /** Commands that may be asked for so. */
    static final List<Command> ASKED = List.of(Command.REPEAT, Command.SLOWER, Command.FASTER);

    /** What comes before a request for a person: "can I …", "I'd like to …". */
    static final List<String> REQUESTS = list("""
            can i, could i, may i, i want to, i wanna, i'd like to, i would like to, i need to, let me, please let me,
            just let me, get me, give me, i want, can you""");

    /** Sounds and words of somebody who listens and means nothing else. */
    static final List<String> BACKCHANNELS = list("""
            mhm, hm, uh-huh, okay, ok, oh okay, right, yeah, yep, yes, i see, sure, aha, ah, oh, good, great, fine,
            got it, all right, cool, yeah yeah, <noise>""");

    /** Sounds of thinking, anywhere. */
    static final List<String> FILLERS = list("um, uh, er, hmm, ah, like, let me see, let's see");

    /** What people say before they come to the point. */
    static final List<String> OPENERS = list("""
            hi, hello, hey, hi there, yes, yeah, okay, so, well, and, also, please, good morning, good afternoon,
            good evening""");

    /** Politeness after the point. */
    static final List<String> CLOSERS = list("please, thanks, thank you, that's all, that's it, for me");

    static final List<String> ARTICLES = List.of("a", "an", "the");

    /** Before an answer: "it's …", "that would be …". */
    static final List<String> ANSWER_LEADS = list("""
            it's, it is, that's, that is, that would be, i'd like, i would like, i want, i'll have, i'll take, make it,
            make that, can i have, can i get, just, i think, i think it's, sure, yes, okay, for, at, on, around, about,
            say, let's say""");

    /** Before a corrected value, after "no" or "actually". */
    static final List<String> CORRECTION_LEADS = list("""
            i said, i meant, i mean, i want, i wanted, i'd like, make it, make that, it's, it is, it should be,
            change it to, change that to, can you make it, can you make that""");

    /** Openings of a correction that say no by themselves. */
    static final List<String> REFUSALS = list("no, nope, no no, no wait, no sorry, no actually");

    /** Openings of a correction that do not. */
    static final List<String> SECOND_THOUGHTS = list("actually, wait, sorry, oh, hang on, but, and");

    /** Before a second wish in the same breath. */
    static final List<String> BESIDES = list("""
            and, and also, and then, then, also, plus, and after that, and please, and could you, and can you,
            and i also want, and i'd also like, and i also need""");

    /** Before the rest of a value. */
    static final List<String> GOING_ON = list("and, then, and then, followed by, yes, okay, sure, in");

    /** In the middle of a value: something of it is said again. */
    static final List<String> SLIPS = list("""
            no wait, wait no, wait, no sorry, sorry, no no, i mean, no i mean, no actually, actually, correction,
            scratch that""");

    /** What the symbols of a code may be called. */
    static final List<String> SYMBOLS = List.of("digit", "number", "letter", "one");

    static final List<String> IS = List.of("is", "is a", "is an", "should be");
    static final List<String> ENDS_IN = List.of("it ends in", "it ends with", "ending in", "ends in");
    static final List<String> STARTS_WITH = List.of("it starts with", "it begins with", "starts with");

    private Phrases() {}

    private static List<String> list(String commaSeparated) {
        return Arrays.stream(commaSeparated.split(","))
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .toList();
    }
}
