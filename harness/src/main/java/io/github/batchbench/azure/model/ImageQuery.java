package io.github.batchbench.azure.model;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Which image to take: one of a publisher and an offer whose SKU is the given one or, if none is, begins with it; of
 * several the newest.
 */
public record ImageQuery(String publisher, String offer, String sku) {
    /** Ubuntu 22.04. */
    public static final ImageQuery UBUNTU = new ImageQuery("canonical", "0001-com-ubuntu-server-jammy", "22_04-lts");

    private static final int SHOWN = 5;

    private static final Comparator<Image> BY_AGE =
            Comparator.comparing(Image::sku, Natural.ORDER).thenComparing(Image::version, Natural.ORDER);

    /**
     * The newest match.
     *
     * @param verified the images that the service has verified
     * @throws IllegalArgumentException if there is none; the message names the nearest
     */
    public Image choose(List<Image> verified) {
        List<Image> sameOffer = verified.stream()
                .filter(image -> image.publisher().equalsIgnoreCase(publisher))
                .filter(image -> image.offer().equalsIgnoreCase(offer))
                .toList();
        return sameOffer.stream()
                .filter(image -> image.sku().equalsIgnoreCase(sku))
                .max(BY_AGE)
                .or(() -> sameOffer.stream()
                        .filter(image -> lower(image.sku()).startsWith(lower(sku)))
                        .max(BY_AGE))
                .orElseThrow(() -> new IllegalArgumentException(none(verified)));
    }

    private String none(List<Image> verified) {
        String wanted = publisher + " / " + offer + " / " + sku;
        if (verified.isEmpty()) {
            return "The service offers no verified Linux image at all, so not " + wanted + " either.";
        }
        List<String> nearest = verified.stream()
                .sorted(Comparator.comparingInt(this::likeness).reversed())
                .map(Image::name)
                .distinct()
                .limit(SHOWN)
                .toList();
        return "There is no verified image " + wanted + ". The nearest are: " + String.join("; ", nearest) + ".";
    }

    /** Letters in common at the beginning; the publisher weighs most. */
    private int likeness(Image image) {
        return 10_000 * common(publisher, image.publisher())
                + 100 * common(offer, image.offer())
                + common(sku, image.sku());
    }

    private static int common(String wanted, String offered) {
        int length = Math.min(Math.min(wanted.length(), offered.length()), 99);
        int same = 0;
        while (same < length && lower(wanted).charAt(same) == lower(offered).charAt(same)) {
            same++;
        }
        return same;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
