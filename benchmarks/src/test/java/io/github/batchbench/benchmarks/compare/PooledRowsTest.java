package io.github.batchbench.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.batchbench.benchmarks.report.Direction;
import io.github.batchbench.benchmarks.report.Fork;
import io.github.batchbench.benchmarks.report.Mode;
import io.github.batchbench.benchmarks.report.Report;
import io.github.batchbench.benchmarks.report.Row;
import io.github.batchbench.benchmarks.report.RowKey;
import io.github.batchbench.benchmarks.report.Unit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PooledRowsTest {
    private final Side side = new Side(
            "old", List.of(report(row("a", "us/op", 1500), row("b", "us/op", 7)), report(row("a", "ms/op", 2, 3))));

    @Test
    void theForksOfAllReportsAreInTheUnitOfTheFirst() {
        var pool = PooledRows.of(side, key -> true);

        assertThat(pool.keySet()).extracting(RowKey::benchmark).containsExactly("a", "b");
        PooledRows.Entry a = pool.values().iterator().next();
        assertThat(a.unit().text()).isEqualTo("us/op");
        assertThat(a.direction()).isEqualTo(Direction.LOWER_IS_BETTER);
        assertThat(a.rows()).hasSize(2);
        assertThat(means(a.forks())).containsExactly(new double[] {1500, 2000, 3000}, within(1e-9));
        assertThat(means(PooledRows.inUnit(a, Unit.parse("ms/op"))))
                .containsExactly(new double[] {1.5, 2, 3}, within(1e-9));
    }

    @Test
    void rowsThatAreNotWantedAreNotThere() {
        assertThat(PooledRows.of(side, key -> key.benchmark().equals("b")).keySet())
                .extracting(RowKey::benchmark)
                .containsExactly("b");
    }

    private static double[] means(List<Fork> forks) {
        return forks.stream().mapToDouble(Fork::mean).toArray();
    }

    private static Report report(Row... rows) {
        return new Report("report.json", Map.of(), List.of(rows), List.of(), List.of(), List.of());
    }

    private static Row row(String name, String unit, double... means) {
        RowKey key = RowKey.primary(name, Mode.AVERAGE_TIME, Map.of(), "time/op");
        return new Row(key, Unit.parse(unit), Direction.LOWER_IS_BETTER, Rows.forks(means), Map.of());
    }
}
