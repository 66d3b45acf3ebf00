package io.github.batchbench.junit;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What has been declared for a place: on the parameter or field itself, on the test method, its class, the classes
 * around it; the nearest counts.
 */
record Declarations(Optional<AnnotatedElement> asked, List<AnnotatedElement> nearestFirst) {
    /** What a place sees. */
    static Declarations from(ExtensionContext context, @Nullable AnnotatedElement asked) {
        List<AnnotatedElement> elements = new ArrayList<>();
        if (asked != null) {
            elements.add(asked);
        }
        Optional<ExtensionContext> place = Optional.of(context);
        while (place.isPresent()) {
            place.get()
                    .getElement()
                    .filter(element -> !elements.contains(element))
                    .ifPresent(elements::add);
            place = place.get().getParent();
        }
        return new Declarations(Optional.ofNullable(asked), List.copyOf(elements));
    }

    /** What is declared on the parameter or field itself. */
    Declarations itself() {
        return new Declarations(asked, asked.stream().toList());
    }

    <A extends Annotation> Optional<A> nearest(Class<A> type) {
        return nearestFirst.stream()
                .flatMap(element -> AnnotationSupport.findAnnotation(element, type).stream())
                .findFirst();
    }

    /** All of them, those of the outermost class first. */
    <A extends Annotation> List<A> all(Class<A> type) {
        List<AnnotatedElement> outermostFirst = new ArrayList<>(nearestFirst);
        Collections.reverse(outermostFirst);
        return outermostFirst.stream()
                .flatMap(element -> AnnotationSupport.findRepeatableAnnotations(element, type).stream())
                .distinct()
                .toList();
    }
}
