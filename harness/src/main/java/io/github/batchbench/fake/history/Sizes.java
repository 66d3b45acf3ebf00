package io.github.batchbench.fake.history;

import java.util.ArrayList;
import java.util.List;

/**
 * How a pool changed, in a bounded number of moments: when there are too many, of those that are close together only the
 * last is kept. Under the lock.
 */
final class Sizes {
    private static final int MOST = 1000;

    private final List<AccountHistory.Size> all = new ArrayList<>();
    private long step = 1000;

    void add(AccountHistory.Size size) {
        int last = all.size() - 1;
        if (last >= 0 && all.get(last).isLike(size)) {
            return;
        }
        if (last > 0 && all.get(last).at() / step == size.at() / step) {
            all.set(last, size);
            return;
        }
        all.add(size);
        if (all.size() > MOST) {
            thin();
        }
    }

    private void thin() {
        while (all.size() > MOST / 2) {
            step *= 2;
            int kept = 1;
            for (int i = 1; i < all.size(); i++) {
                AccountHistory.Size size = all.get(i);
                if (kept > 1 && all.get(kept - 1).at() / step == size.at() / step) {
                    all.set(kept - 1, size);
                } else {
                    all.set(kept++, size);
                }
            }
            all.subList(kept, all.size()).clear();
        }
    }

    List<AccountHistory.Size> all() {
        return List.copyOf(all);
    }
}
