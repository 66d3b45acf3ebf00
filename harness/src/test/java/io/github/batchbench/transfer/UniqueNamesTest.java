package io.github.batchbench.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class UniqueNamesTest {
    @Test
    void leavesNamesThatDoNotClash() {
        assertThat(UniqueNames.of(List.of("a.txt", "b.txt", "README"))).containsExactly("a.txt", "b.txt", "README");
    }

    @Test
    void numbersTheLaterOnesBeforeTheExtension() {
        assertThat(UniqueNames.of(List.of("a.txt", "a.txt", "a.txt", "README", "README")))
                .containsExactly("a.txt", "a-2.txt", "a-3.txt", "README", "README-2");
    }

    @Test
    void doesNotTakeANameThatAnotherInputHas() {
        assertThat(UniqueNames.of(List.of("a.txt", "a.txt", "a-2.txt"))).containsExactly("a.txt", "a-3.txt", "a-2.txt");
        assertThat(UniqueNames.of(List.of("a-2.txt", "a.txt", "a.txt"))).containsExactly("a-2.txt", "a.txt", "a-3.txt");
    }

    @Test
    void keepsNamesApartThatDifferOnlyInCase() {
        assertThat(UniqueNames.of(List.of("Data.txt", "data.txt"))).containsExactly("Data.txt", "data-2.txt");
    }

    @Test
    void numbersAHiddenFileAtItsEnd() {
        assertThat(UniqueNames.of(List.of(".profile", ".profile"))).containsExactly(".profile", ".profile-2");
    }
}
