package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** <a href="https://www.rfc-editor.org/rfc/rfc7616#section-3.9">RFC 7616, section 3.9</a>, and RFC 2617, section 3.5. */
@Timeout(10)
class DigestTest {
    @ParameterizedTest
    @CsvSource({
        "MD5,     8ca523f5e9506fed4657c9700eebdbec",
        "SHA_256, 753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"
    })
    void answersTheExampleOfTheRfc(Digest digest, String response) {
        String ha1 = digest.ha1("Mufasa", "http-auth@example.org", "Circle of Life");
        assertThat(digest.response(
                        ha1,
                        "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
                        "00000001",
                        "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
                        "GET",
                        "/dir/index.html"))
                .isEqualTo(response);
    }

    @Test
    void answersWithoutQualityOfProtectionAsRfc2069() {
        String ha1 = Digest.MD5.ha1("a", "r", "p");
        assertThat(Digest.MD5.response(ha1, "n", null, "c", "REGISTER", "sip:x"))
                .isEqualTo(Digest.MD5.hash(ha1 + ":n:" + Digest.MD5.hash("REGISTER:sip:x")));
    }

    @Test
    void writesCredentialsThatReadAsTheChallenge() {
        Challenge challenge = new Challenge(true, "a \"b\"", "n", "o", Digest.SHA_256, true, false);
        Header header = new Credentials("ann", "secret", null).answer(challenge, "BYE", "sip:x", 10, "c");
        assertThat(header.name()).isEqualTo("Proxy-Authorization");
        AuthParams read = AuthParams.parse(header.value());
        assertThat(read.values())
                .containsAllEntriesOf(Map.of(
                        "username",
                        "ann",
                        "realm",
                        "a \"b\"",
                        "nonce",
                        "n",
                        "opaque",
                        "o",
                        "uri",
                        "sip:x",
                        "nc",
                        "0000000a",
                        "qop",
                        "auth",
                        "algorithm",
                        "SHA-256",
                        "cnonce",
                        "c"));
        assertThat(header.value()).doesNotContain("secret");
        assertThat(new Credentials("ann", "secret", null).toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Digest realm=\"r\", nonce=\"n\"                            | MD5     | false",
                "Digest realm=\"r\",nonce=\"n\",qop=\"auth,auth-int\"       | MD5     | true",
                "digest NONCE=\"n\", Realm=\"r\", algorithm=sha-256, qop=auth | SHA_256 | true",
                "Digest realm=\"r\", nonce=\"n\", algorithm=\"MD5\"         | MD5     | false",
            })
    void readsChallenges(String text, Digest digest, boolean qop) {
        Challenge challenge = Challenge.of(AuthParams.parse(text), false);
        assertThat(challenge).isEqualTo(new Challenge(false, "r", "n", null, digest, qop, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic realm=\"r\"",
                "Digest realm=\"r\"",
                "Digest nonce=\"n\"",
                "Digest realm=\"r\", nonce=\"n\", qop=\"auth-int\"",
                "Digest realm=\"r\", nonce=\"n\", algorithm=SHA-512",
                "Digest realm=\"r\", nonce=\"n\", algorithm=MD5-sess",
            })
    void answersNoOtherChallenges(String text) {
        assertThat(Challenge.of(AuthParams.parse(text), false)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Digest",
                "Digest ",
                "Digest realm",
                "Digest realm=",
                "Digest realm=\"r",
                "Digest realm=\"r\\",
                "Digest realm=\"r\" nonce=\"n\"",
                "Digest realm=\"r\",",
                "Digest ,realm=\"r\"",
                "Digest realm=\"r\", realm=\"s\"",
                "Digest a=1,b=1,c=1,d=1,e=1,f=1,g=1,h=1,i=1,j=1,k=1,l=1,m=1,n=1,o=1,p=1,q=1,r=1,s=1,t=1,u=1",
            })
    void readsNothingThatBreaksTheGrammar(String text) {
        assertThat(AuthParams.parse(text)).isNull();
    }
}
