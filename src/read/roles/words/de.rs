//! German header words; umlauts without their dots, and as two letters where people write them so.

use super::Entry;
use crate::read::Role;

/// Role, how sure in hundredths, words.
pub(super) const WORDS: &[Entry] = &[
    (Role::CustomerId, 98, "kundenid kundennummer kundennr kundenno kundencode"),
    (
        Role::CustomerId,
        92,
        "mandantennummer mandantenid debitorennummer debitornr debitorennr debitor kundenkonto firmenid mandantennr \
         kontonr kundenschlussel vertragspartner",
    ),
    (Role::CustomerId, 90, "kunde kunden mandant auftraggeber klient"),
    (
        Role::CustomerId,
        80,
        "kundenname firmenname firma unternehmen mandantenname kundenbezeichnung organisationsname",
    ),
    (Role::CustomerId, 82, "kundenemail kundenmail"),
    (
        Role::Month,
        96,
        "monat abrechnungsmonat buchungsmonat leistungsmonat berichtsmonat rechnungsmonat umsatzmonat jahrmonat monatjahr",
    ),
    (
        Role::Month,
        85,
        "datum stichtag buchungstag valutadatum wertstellung rechnungsdatum buchungsdatum buchungsperiode belegdatum leistungsdatum zeitraum anderungsdatum",
    ),
    (
        Role::Mrr,
        96,
        "monatlicherumsatz monatsumsatz monatlicheeinnahmen wiederkehrenderumsatz monatlichwiederkehrenderumsatz \
         monatlichewiederkehrendeeinnahmen monatsbetrag monatsgebuhr monatsgebuehr monatspreis monatlichegebuhr \
         monatlichegebuehr monatlicherbetrag umsatzpromonat betragpromonat preispromonat monatsentgelt \
         monatlichwiederkehrendeerlose monatlicherpreis monatlichekosten monatserlos abogebuhr",
    ),
    (
        Role::Arr,
        90,
        "jahresumsatz jahrlicherumsatz jaehrlicherumsatz jahresbetrag jahresgebuhr jahresgebuehr jahrlicherbetrag \
         jaehrlicherbetrag jahresvertragswert jahreswert jahrespreis umsatzprojahr betragprojahr preisprojahr \
         jahrlichwiederkehrenderumsatz",
    ),
    (
        Role::Amount,
        85,
        "betrag umsatz erlos erlose erloes erloese einnahmen nettobetrag abopreis nettoumsatz abobetrag rechnungsbetrag",
    ),
    (
        Role::Amount,
        70,
        "preis gebuhr gebuehr summe gesamtbetrag kosten bruttobetrag entgelt wert einzelpreis",
    ),
    (
        Role::Start,
        95,
        "startdatum anfang beginn vertragsbeginn anfangsdatum vertragsstart abobeginn laufzeitbeginn leistungsbeginn gultigab \
         gueltigab beginndatum abonnementbeginn abostart gultigvon aktivierungsdatum vertragsstartdatum startam \
         laufzeitstart aboanfang",
    ),
    (Role::Start, 80, "von abschlussdatum vertragsdatum erstelltam vertragsabschluss kundeseit"),
    (
        Role::End,
        95,
        "enddatum ende vertragsende laufzeitende leistungsende gultigbis gueltigbis aboende ablaufdatum endedatum \
         vertragsenddatum abonnementende",
    ),
    (
        Role::End,
        85,
        "bis kundigungsdatum kuendigungsdatum gekundigtam gekuendigtam gekundigtzum kundigungzum kundigungstermin",
    ),
    (
        Role::Interval,
        94,
        "abrechnungszeitraum abrechnungsintervall zahlungsintervall abrechnungszyklus zahlungsrhythmus turnus \
         intervall zahlweise abrechnungsrhythmus abrechnungsperiode zahlungsweise abrechnungsturnus laufzeiteinheit \
         rechnungsintervall zahlungsturnus abointervall",
    ),
    (Role::IntervalCount, 92, "intervallanzahl anzahlintervalle intervallange"),
    (Role::Quantity, 90, "menge anzahl stuckzahl anzahllizenzen lizenzen anzahlplatze lizenzanzahl"),
    (Role::Currency, 97, "wahrung waehrung wahrungscode waehrungscode wahrungskurzel wahr rechnungswahrung"),
    (
        Role::Type,
        90,
        "typ art bewegungsart anderungstyp bewegungstyp umsatzart positionsart anderungsart vorgang",
    ),
    (Role::Status, 90, "vertragsstatus abostatus zustand rechnungsstatus kundenstatus abonnementstatus"),
    (
        Role::Opening,
        90,
        "anfangsbestand anfangsmrr mrranfang umsatzvorjahr vorjahresumsatz vorjahr anfangsumsatz eroffnungsmrr mrrvorjahr \
         mrrbeginn anfangsarr vormonatsmrr mrrvormonat arrvorjahr periodenanfang",
    ),
    (
        Role::Closing,
        90,
        "endbestand mrrende umsatzaktuell umsatzaktuellesjahr endumsatz aktuellermrr mrraktuell aktuellesjahr \
         umsatzlaufendesjahr mrrlaufendesjahr schlussbestand arrende periodenende",
    ),
    (Role::New, 90, "neugeschaft neugeschaeft neukundenumsatz neuermrr neumrr neukundenmrr neu"),
    (
        Role::Expansion,
        90,
        "erweiterung mehrumsatz erweiterungsumsatz erweiterungen expansionsmrr zusatzumsatz",
    ),
    (Role::Contraction, 90, "minderumsatz reduzierung kontraktion reduktion kontraktionsmrr herabstufung"),
    (
        Role::Churn,
        90,
        "abwanderung kundenverlust verlorenerumsatz kundigungsumsatz verlorenermrr kundigungen abgang",
    ),
    (Role::Reactivation, 90, "reaktivierung ruckgewinnung reaktivierungen reaktivierungsmrr"),
    (Role::Rate, 90, "wechselkurs umrechnungskurs devisenkurs kurs"),
    (Role::Year, 90, "jahr geschaftsjahr wirtschaftsjahr kalenderjahr abrechnungsjahr buchungsjahr"),
    (Role::Month, 80, "quartal monatsname monatsnummer"),
    (Role::SubscriptionId, 95, "aboid abonummer abonr abonnementid abonnementnummer abonnementnr abokennung"),
    (
        Role::Discount,
        90,
        "rabatt rabattbetrag nachlass nachlassbetrag rabattpercent rabattprozent rabattsatz",
    ),
    (Role::Amount, 75, "listenpreis preisnachrabatt preisvorrabatt betragnachrabatt betragvorrabatt"),
];
