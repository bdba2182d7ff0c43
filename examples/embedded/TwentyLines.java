import io.parley.embed.Actions;
import io.parley.embed.Consent;
import io.parley.embed.Slots;
import io.parley.embed.VoiceAgent;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A coffee shop in twenty lines. Its kitchen prints what it is told to make. */
public class TwentyLines {
    private static final AtomicInteger ORDERS = new AtomicInteger(100);

    public static void main(String[] args) {
        try (var agent = VoiceAgent.listen(Path.of(args[0]))) {
            agent.onCall(call -> call.greet("Hello, this is the automatic barista. What can I get you?")
                    .slot("size", Slots.choice("small", "medium", "large"), "Which size would you like?")
                    .slot("drink", Slots.choice("latte", "mocha", "espresso"), "What would you like to drink?")
                    .task("order", task -> task.example("can I get a {size} {drink}", "I'd like a {drink}")
                            .needs("drink", "size")
                            .run("orders.place")
                            .summary("a {size} {drink}")
                            .tell("Your order number is {number|digits}."))
                    .allow(Actions.call("orders.place", order -> place(order.get("size"), order.get("drink")))
                            .returns("number")
                            .writes())
                    .allow(Actions.transfer("sip:desk@example.org"))
                    .record(Consent.NONE));
            System.out.println("taking calls");
            agent.awaitShutdown();
        }
    }

    private static Map<String, Integer> place(String size, String drink) {
        System.out.println("the kitchen makes a " + size + " " + drink);
        return Map.of("number", ORDERS.incrementAndGet());
    }
}
