package io.github.batchbench.fake.tls;

import io.github.batchbench.tls.OwnerFiles;
import io.github.batchbench.tls.Pem;
import io.github.batchbench.tls.TlsTrust;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * A certificate authority that outlives its process: {@code ca.pem} is for everybody, {@code ca.key} for its owner only. Of
 * several processes that come at once, one makes it.
 */
final class AuthorityFolder {
    private final Path folder;
    private final Collection<String> names;

    /** With an authority for these names beside the usual ones. */
    AuthorityFolder(Path folder, Collection<String> names) {
        this.folder = folder;
        this.names = names;
    }

    /**
     * The authority that is there, or a new one.
     *
     * @throws IllegalArgumentException if the folder cannot be used, or the authority in it is not good for the names
     */
    CertificateAuthority open() {
        // A lock is held by the process, not by a thread of it.
        synchronized (AuthorityFolder.class) {
            try {
                OwnerFiles.folder(folder);
                try (FileChannel channel = FileChannel.open(
                                folder.resolve("lock"),
                                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                                OwnerFiles.ofFile());
                        FileLock lock = channel.lock()) {
                    return lock.isValid() && Files.exists(certificate()) ? load() : make();
                }
            } catch (IOException e) {
                throw new IllegalArgumentException(
                        "The folder " + folder + " for the certificate authority cannot be used: " + e.getMessage(), e);
            }
        }
    }

    private Path certificate() {
        return folder.resolve("ca.pem");
    }

    private Path key() {
        return folder.resolve("ca.key");
    }

    private CertificateAuthority load() throws IOException {
        X509Certificate certificate = TlsTrust.read(certificate()).get(0);
        if (OwnerFiles.isOpenToOthers(key())) {
            throw new IllegalArgumentException("The file " + key()
                    + " can be read by others, who could then pass for any server here: delete the folder, or if"
                    + " nobody else has seen the key, chmod 600 it.");
        }
        PrivateKey key = KeyFile.read(key(), certificate.getPublicKey());
        try {
            certificate.checkValidity();
        } catch (CertificateException expired) {
            throw new IllegalArgumentException(
                    "The certificate authority in " + folder + " has expired: delete " + certificate()
                            + " for a new one.",
                    expired);
        }
        ServerCertificate.requirePair(certificate, key, certificate(), key());
        CertificateAuthority kept = new CertificateAuthority(certificate, key);
        List<String> refused = kept.refused(names);
        if (!refused.isEmpty()) {
            throw new IllegalArgumentException(
                    "The certificate authority in " + folder + " was made for no such name as "
                            + String.join(", ", refused) + ": take another folder, or delete " + certificate()
                            + " for a new one, which then has to be trusted anew.");
        }
        return kept;
    }

    /** The certificate comes last: where it is, the key is too. */
    private CertificateAuthority make() throws IOException {
        CertificateAuthority made = CertificateAuthority.create(CertificateAuthority.beyond(names));
        OwnerFiles.write(key(), Pem.text(made.key()));
        OwnerFiles.write(certificate(), Pem.text(List.of(made.certificate())));
        return made;
    }
}
