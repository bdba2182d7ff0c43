package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.address.AddressFactoryImpl;
import java.text.ParseException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was dialled, out of a Request-URI: RFC 3261, section 19.1, and RFC 3966. */
@Timeout(20)
class DialogsTest {

    @ParameterizedTest
    @CsvSource({
        "sip:coffee@192.0.2.1, coffee",
        "sip:%63offee@192.0.2.1, coffee",
        "sip:+15550100@192.0.2.1;user=phone, +15550100",
        "sip:+15550100;npdi;rn=7@192.0.2.1, +15550100",
        "sip:%2B15550100@192.0.2.1, +15550100",
        "sip:*69%23@192.0.2.1, *69#",
        "sip:ann:secret@192.0.2.1, ann",
        "tel:+1-555-0100, +1-555-0100",
        "tel:100;phone-context=example.org, 100",
        "sip:192.0.2.1, ''",
    })
    void readsTheNumber(String uri, String number) throws ParseException {
        assertThat(Dialogs.number(new AddressFactoryImpl().createURI(uri))).isEqualTo(number);
    }
}
