package io.github.batchbench.fake.model;

import java.nio.file.Path;

/**
 * One version of an application that is linked to the account.
 *
 * @param applicationId the application's id as its creator wrote it
 * @param version the version
 * @param standard whether a reference without a version means this one
 * @param zip the package
 */
public record ApplicationPackage(String applicationId, String version, boolean standard, PackageContent zip) {
    /** A package that is a file, which must stay where it is. */
    public ApplicationPackage(String applicationId, String version, boolean standard, Path zip) {
        this(applicationId, version, standard, PackageContent.of(zip));
    }
}
