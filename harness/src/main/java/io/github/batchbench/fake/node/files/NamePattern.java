package io.github.batchbench.fake.node.files;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The pattern of one name, matched letter by letter with all states at once: the time is that of the name's length times
 * the pattern's, whatever they are.
 *
 * @param items what each place of the pattern takes; null is any letters
 * @param hidden whether it matches names that start with a dot
 */
record NamePattern(List<@Nullable IntPredicate> items, boolean hidden) {
    static NamePattern of(String segment) {
        List<@Nullable IntPredicate> items = new ArrayList<>();
        int[] letters = segment.codePoints().toArray();
        for (int i = 0; i < letters.length; i++) {
            int letter = letters[i];
            int end = letter == '[' ? endOfSet(letters, i) : -1;
            if (end > 0) {
                items.add(set(letters, i + 1, end));
                i = end;
            } else if (letter == '*') {
                if (items.isEmpty() || items.get(items.size() - 1) != null) {
                    items.add(null);
                }
            } else {
                items.add(letter == '?' ? any -> true : same -> same == letter);
            }
        }
        return new NamePattern(items, segment.startsWith("."));
    }

    private static int endOfSet(int[] letters, int start) {
        for (int i = start + 2; i < letters.length; i++) {
            if (letters[i] == ']') {
                return i;
            }
        }
        return -1;
    }

    /** A set in brackets; only its leading {@code !} and its inner {@code -} mean anything. */
    private static IntPredicate set(int[] letters, int from, int end) {
        boolean not = letters[from] == '!' && end > from + 1;
        List<int[]> ranges = new ArrayList<>();
        for (int i = not ? from + 1 : from; i < end; i++) {
            boolean range = i + 2 < end && letters[i + 1] == '-';
            ranges.add(new int[] {letters[i], letters[range ? i + 2 : i]});
            i += range ? 2 : 0;
        }
        return letter -> not != ranges.stream().anyMatch(range -> range[0] <= letter && letter <= range[1]);
    }

    boolean matches(String name) {
        if (name.startsWith(".") && !hidden) {
            return false;
        }
        BitSet states = new BitSet(items.size() + 1);
        add(states, 0);
        for (int letter : name.codePoints().toArray()) {
            BitSet next = new BitSet(items.size() + 1);
            for (int state = states.nextSetBit(0); state >= 0 && state < items.size(); ) {
                IntPredicate item = items.get(state);
                if (item == null) {
                    add(next, state);
                } else if (item.test(letter)) {
                    add(next, state + 1);
                }
                state = states.nextSetBit(state + 1);
            }
            states = next;
        }
        return states.get(items.size());
    }

    private void add(BitSet states, int state) {
        states.set(state);
        if (state < items.size() && items.get(state) == null) {
            states.set(state + 1);
        }
    }
}
