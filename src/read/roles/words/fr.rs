//! French header words, without accents.

use super::Entry;
use crate::read::Role;

/// Role, how sure in hundredths, words.
pub(super) const WORDS: &[Entry] = &[
    (
        Role::CustomerId,
        98,
        "idclient identifiantclient numeroclient numclient noclient nclient codeclient referenceclient refclient \
         numerodeclient identifiantduclient iddeclient idduclient",
    ),
    (Role::CustomerId, 92, "idcompte numerodecompte idsociete idabonne codecompte identifiant"),
    (Role::CustomerId, 90, "abonne societe compte donneurdordre locataire"),
    (
        Role::CustomerId,
        80,
        "nomduclient nomclient raisonsociale nomdelasociete nomsociete entreprise nomdelentreprise nomdecompte",
    ),
    (Role::CustomerId, 68, "nom"),
    (Role::CustomerId, 82, "emailclient courrielclient"),
    (
        Role::Month,
        96,
        "mois moisdefacturation moiscomptable moisfacture moisderevenu anneemois moisannee moisdereference",
    ),
    (
        Role::Month,
        85,
        "periode datedefacturation datefacture datedefacture dateoperation datedoperation datedereference datemouvement \
         datedumouvement periodecomptable",
    ),
    (
        Role::Mrr,
        96,
        "revenumensuel revenumensuelrecurrent revenurecurrentmensuel revenusrecurrentsmensuels revenusmensuels \
         montantmensuel abonnementmensuel prixmensuel rrm camensuel chiffredaffairesmensuel revenurecurrent \
         chiffredaffairesrecurrentmensuel redevancemensuelle revenusmensuelsrecurrents montantparmois \
         loyermensuel cotisationmensuelle tarifmensuel",
    ),
    (
        Role::Arr,
        90,
        "revenuannuel revenuannuelrecurrent revenurecurrentannuel montantannuel prixannuel rra revenusannuels \
         chiffredaffairesannuel abonnementannuel montantparan valeurannuelleducontrat revenusrecurrentsannuels caannuel",
    ),
    (
        Role::Amount,
        85,
        "montant revenu revenus chiffredaffaires montantht montanthorstaxes montantfacture recettes montantnet \
         montantdelabonnement caht",
    ),
    (Role::Amount, 70, "prix tarif cout valeur montantttc ca montanttotal prixunitaire redevance"),
    (
        Role::Start,
        95,
        "datededebut debut datedebut debutcontrat datedebutcontrat debutabonnement datedactivation dateactivation \
         datedebutabonnement debutducontrat datededebutducontrat datededebutdecontrat debutdeperiode debutperiode \
         datedeffet datedebutperiode debutdelabonnement datededebutdabonnement datedebutdeservice",
    ),
    (
        Role::Start,
        80,
        "datedesouscription datesouscription datedecreation datecreation datedesignature datedinscription",
    ),
    (
        Role::End,
        95,
        "datedefin fin datefin fincontrat datefincontrat finabonnement datefinabonnement finducontrat \
         datedefinducontrat findeperiode finperiode datefinperiode datedefindecontrat findabonnement \
         datedefindabonnement findecontrat",
    ),
    (
        Role::End,
        85,
        "dateresiliation datederesiliation datedannulation dateannulation resiliele dateecheance datedecheance \
         dateexpiration datedexpiration",
    ),
    (
        Role::Interval,
        94,
        "intervalle periodicite frequencedefacturation cycledefacturation periodedefacturation \
         frequencedepaiement rythmedefacturation frequence intervalledefacturation",
    ),
    (Role::IntervalCount, 92, "nombredintervalles nombredeperiodes"),
    (Role::Quantity, 90, "quantite qte nombredelicences nombredesieges nblicences nbdelicences nbsieges"),
    (Role::Currency, 97, "devise monnaie codedevise deviseiso"),
    (Role::Type, 90, "typedemouvement mouvement typemouvement nature typedeligne typedevenement"),
    (Role::Status, 90, "statut etat statutabonnement statutfacture etatabonnement statutdelabonnement"),
    (
        Role::Opening,
        90,
        "ouverture mrrouverture revenuinitial mrrinitial mrrdebut montantinitial mrrouvert revenuouverture \
         revenuanneeprecedente anneeprecedente mrrprecedent mrrdouverture mrrdebutperiode",
    ),
    (
        Role::Closing,
        90,
        "cloture mrrcloture revenufinal mrrfin montantfinal revenucloture revenuanneeencours anneeencours mrractuel \
         mrrdecloture mrrfinperiode",
    ),
    (
        Role::New,
        90,
        "nouveau nouveaumrr nouveauxrevenus nouveaux nouveauxcontrats mrrnouveau nouvellesventes",
    ),
    (Role::Expansion, 90, "ventesadditionnelles extensions mrrdexpansion montesengamme augmentation"),
    (Role::Contraction, 90, "mrrdecontraction diminution baisse descentesengamme"),
    (Role::Churn, 90, "attrition resiliation resiliations pertes perte mrrperdu revenuperdu desabonnement"),
    (Role::Reactivation, 90, "mrrdereactivation reconquete retours"),
    (Role::Rate, 90, "tauxdechange coursdechange taux"),
    (Role::Year, 90, "annee exercice anneecomptable anneedefacturation exercicecomptable exercicefiscal"),
    (Role::Month, 80, "trimestre"),
    (
        Role::SubscriptionId,
        95,
        "idabonnement iddabonnement numeroabonnement numerodabonnement nabonnement ndabonnement referenceabonnement identifiantabonnement",
    ),
    (Role::Discount, 90, "remise montantremise montantdelaremise remisepercent tauxderemise"),
    (Role::Amount, 75, "prixcatalogue prixapresremise prixavantremise montantapresremise montantavantremise"),
];
