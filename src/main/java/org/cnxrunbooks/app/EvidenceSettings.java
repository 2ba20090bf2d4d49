package org.cnxrunbooks.app;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What makes evidence fit to be handed out.
 *
 * @param signingKey File with the Ed25519 private key (PKCS #8 PEM) that signs evidence packs; made at the first start when it is missing. Nodes of one installation share it.
 * @param headTo Addresses that get the last hash of the evidence of each ended run.
 */
record EvidenceSettings(
        @DefaultValue("data/evidence-key.pem")
                @NotNull(
                        message =
                                "a file HINT: Leave the key out to keep data/evidence-key.pem below the working directory.")
                Path signingKey,
        @DefaultValue List<String> headTo) {}
