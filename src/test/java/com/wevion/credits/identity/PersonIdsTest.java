package com.wevion.credits.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ids of people. What is expected was computed by another implementation, Python's {@code uuid.uuid5}; it must never change. */
class PersonIdsTest {
    private static final String ISSUER = "https://id.example/realms/acme";

    @ParameterizedTest
    @CsvSource({
        "https://acme.eu.auth0.com/, auth0|507f1f77bcf86cd799439011, 73783274-3776-5a85-a934-7c00e656dc76",
        "https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0,"
                + " AAAAAAAAAAAAAAAAAAAAAIkzqFVrSaSaFHy782bbtaQ, 00588c84-b31f-5888-ab0d-6b979e01ce76",
        "https://acme.okta.com/oauth2/default, 00u1a2b3c4d5e6f7g8h9, 6551a4a3-8481-5c8c-ac40-efaa371646f6",
        ISSUER + ", jürgen@例え.jp, 1f519617-7425-5b98-b536-e7e35a13a180",
        ISSUER + ", 1-1-1-1-1, ac54050a-c5fb-51ae-9753-4ae4cd4ec314"
    })
    void areMadeOfTheIssuerAndTheSubjectWhichIsNoUuid(String issuer, String subject, UUID id) {
        assertThat(PersonIds.of(issuer, subject)).isEqualTo(id);
    }

    @Test
    void areOthersAtAnotherIssuer() {
        assertThat(PersonIds.of("https://id.example/realms/other", "jürgen@例え.jp"))
                .isEqualTo(UUID.fromString("a3f24f90-cbf4-5bf2-94b3-164ce44de34e"));
    }

    @Test
    void areTheSubjectItselfWhereItIsAUuidInWhateverLetters() {
        String subject = "6f0c1d1e-7b1a-4a54-9f4e-0d6a1f6f00ab";
        assertThat(PersonIds.of(ISSUER, subject)).isEqualTo(UUID.fromString(subject));
        assertThat(PersonIds.of(ISSUER, subject.toUpperCase(Locale.ROOT))).isEqualTo(UUID.fromString(subject));
    }

    @Test
    void tellSubjectsApartThatDifferInLettersOrBlanks() {
        assertThat(new UUID[] {
                    PersonIds.of(ISSUER, "ab"),
                    PersonIds.of(ISSUER, "Ab"),
                    PersonIds.of(ISSUER, " ab"),
                    PersonIds.of(ISSUER + "\na", "b"),
                    PersonIds.of(ISSUER, "6f0c1d1e7b1a4a549f4e0d6a1f6f00ab")
                })
                .doesNotHaveDuplicates()
                .allSatisfy(id -> {
                    assertThat(id.version()).isEqualTo(5);
                    assertThat(id.variant()).isEqualTo(2);
                });
    }
}
