package io.github.batchbench.azure.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ImageQueryTest {
    private static final List<Image> OFFERED = List.of(
            image("canonical", "0001-com-ubuntu-server-jammy", "22_04-lts", "22.04"),
            image("canonical", "0001-com-ubuntu-server-focal", "20_04-lts", "20.04"),
            image("almalinux", "almalinux", "9-gen1", "el 9"),
            image("almalinux", "almalinux", "10-gen1", "el 10"),
            image("microsoft-dsvm", "ubuntu-hpc", "2204", "22.04"));

    @Test
    void takesTheImageWithItsNodeAgent() {
        assertThat(ImageQuery.UBUNTU.choose(OFFERED).nodeAgent()).isEqualTo("batch.node.22.04");
    }

    @Test
    void doesNotMindCase() {
        assertThat(new ImageQuery("Canonical", "0001-COM-ubuntu-server-jammy", "22_04-LTS").choose(OFFERED))
                .isEqualTo(OFFERED.get(0));
    }

    @Test
    void takesTheNewestOfSeveral() {
        assertThat(new ImageQuery("almalinux", "almalinux", "").choose(OFFERED).sku())
                .isEqualTo("10-gen1");
    }

    @Test
    void namesTheNearestIfThereIsNone() {
        assertThatThrownBy(() -> new ImageQuery("canonical", "0001-com-ubuntu-server-jammy", "24_04").choose(OFFERED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "There is no verified image canonical / 0001-com-ubuntu-server-jammy / 24_04. The nearest are:"
                                + " canonical / 0001-com-ubuntu-server-jammy / 22_04-lts;"
                                + " canonical / 0001-com-ubuntu-server-focal / 20_04-lts; microsoft-dsvm / ubuntu-hpc / 2204;"
                                + " almalinux / almalinux / 9-gen1; almalinux / almalinux / 10-gen1.");
    }

    @Test
    void saysSoIfThereAreNoImagesAtAll() {
        assertThatThrownBy(() -> ImageQuery.UBUNTU.choose(List.of()))
                .hasMessageContaining("no verified Linux image at all");
    }

    private static Image image(String publisher, String offer, String sku, String agent) {
        return new Image(publisher, offer, sku, "latest", "batch.node." + agent);
    }
}
