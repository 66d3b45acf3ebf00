package io.github.batchbench.fake.tls;

import java.nio.file.Path;

/** Where a server's certificate comes from. */
public sealed interface CertificateSource {
    /** From a certificate authority that is made once for this process, and forgotten with it. */
    static CertificateSource ofThisProcess() {
        return new OfThisProcess();
    }

    /** From a certificate authority that is kept in a folder, and made there if there is none. */
    static CertificateSource folder(Path folder) {
        return new Folder(folder);
    }

    /**
     * From files, in PEM.
     *
     * @param certificate the server's certificate, and after it those that lead to its authority, if there are any
     * @param key its private key, without a password
     */
    static CertificateSource files(Path certificate, Path key) {
        return new Files(certificate, key);
    }

    /** A certificate authority of this process. */
    record OfThisProcess() implements CertificateSource {}

    /**
     * A certificate authority in a folder.
     *
     * @param folder need not exist
     */
    record Folder(Path folder) implements CertificateSource {}

    /**
     * A certificate that somebody else has made.
     *
     * @param certificate PEM
     * @param key PEM
     */
    record Files(Path certificate, Path key) implements CertificateSource {}
}
