package io.parley.sip;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/** In which order the servers of SRV records are tried (RFC 2782). Pure. */
final class SrvOrder {
    private SrvOrder() {}

    /** One SRV record. */
    record Server(String target, int port, int priority, int weight) {}

    /** Lower priorities first; within one, drawn by weight. */
    static List<Server> order(List<Server> records, RandomGenerator random) {
        List<Server> left = new ArrayList<>(records);
        // A weight of 0 is to have a small chance, so it stands first in the sum.
        left.sort(Comparator.comparingInt(Server::priority).thenComparingInt(Server::weight));
        List<Server> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            ordered.add(left.remove(draw(left, random)));
        }
        return ordered;
    }

    /** Index of one of the first priority. */
    private static int draw(List<Server> left, RandomGenerator random) {
        int priority = left.get(0).priority();
        List<Server> equals =
                left.stream().filter(each -> each.priority() == priority).toList();
        int sum = equals.stream().mapToInt(Server::weight).sum();
        int drawn = random.nextInt(sum + 1);
        int passed = 0;
        for (int i = 0; i < equals.size(); i++) {
            passed += equals.get(i).weight();
            if (passed >= drawn) {
                return i;
            }
        }
        return 0;
    }
}
