package io.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.CallRecord;
import io.parley.server.phone.Move;
import io.parley.server.trial.TrialCall;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Eight callers at once, each with a wish of its own. */
@Timeout(180)
@ExtendWith(Served.Here.class)
class ManyConversationsIT {
    private record Wish(Map<String, String> order, Move... moves) {}

    @Test
    void everyCallerGetsItsOwnOrderAndNobodyElses(Served served) {
        List<Wish> wishes = List.of(
                new Wish(Map.of("size", "large", "drink", "latte"), served.coffee("latte")),
                new Wish(
                        Map.of(
                                "size", "medium",
                                "roast", "dark",
                                "drink", "americano",
                                "milk", "a bit of soy milk",
                                "sugar", "brown sugar"),
                        served.coffee("americano")),
                new Wish(Map.of("size", "small", "drink", "cappuccino", "milk", "cream"), served.coffee("cappuccino")),
                new Wish(Map.of("size", "large", "drink", "drip coffee"), served.coffee("drip-coffee")),
                new Wish(Map.of("size", "twelve ounce", "drink", "iced coffee"), served.coffee("iced-coffee")),
                new Wish(Map.of("drink", "espresso"), served.coffee("espresso-hello"), served.coffee("espresso")),
                new Wish(Map.of("digit", "4"), served.digit("four")),
                new Wish(Map.of("digit", "9"), served.digit("nine")));
        int orders = served.examples().orders().size();
        int digits = served.examples().digits().size();

        List<Future<TrialCall>> running = new ArrayList<>();
        wishes.forEach(
                wish -> running.add(served.phone(wish.order.containsKey("digit") ? "digits" : "coffee", wish.moves)));

        for (int i = 0; i < wishes.size(); i++) {
            assertThat(Served.over(running.get(i)).record().actions())
                    .extracting(CallRecord.ActionRun::args)
                    .containsExactly(wishes.get(i).order);
        }
        List<Map<String, String>> placed = served.examples().orders();
        assertThat(placed.subList(orders, placed.size()))
                .containsExactlyInAnyOrderElementsOf(wishes.stream()
                        .map(Wish::order)
                        .filter(order -> order.containsKey("drink"))
                        .toList());
        List<String> written = served.examples().digits();
        assertThat(written.subList(digits, written.size())).containsExactlyInAnyOrder("4", "9");
    }
}
