"""The fixed corpus: listings as sellers write them, by language.

Its English words are all in the dictionary of pronunciations that both sides go by. Of a word that is not, such as
a compound with a hyphen, which it joins, textstat takes the places for hyphens as syllables, which is often too
few.

Where such places are what textstat counts, and no rule gives them, there is no figure by syllables of ours to be
compared; the length of words and sentences agrees in every language.
"""

ENGLISH = (
    "This set has three hundred kitchen icons in two weights. Every icon was drawn on one grid, so they sit well"
    " side by side. Change the colour in one place and the whole set follows. The licence covers your own work.",
    "A calm planner for people who run a small studio. It keeps your projects, invoices and ideas on one page. You"
    " can print it at home or use it on a tablet. There is a short guide, and free updates for as long as we make"
    " it.",
    "Learn Python slowly, with examples from a real workshop. You don't need any experience with programming. Each"
    " lesson takes about twenty minutes and ends with a small exercise. Questions are answered by email within a"
    " day.",
    "The complete collection contains twelve ambient loops, recorded outdoors during several rainy nights. All"
    " files are delivered as uncompressed audio, trimmed, named and ready for your next production.",
    "Do you want a better portfolio? This template is easy to customise! It's fast, accessible and responsive."
    " Installation is explained step by step, and you'll be finished this afternoon.",
    "Our typeface family offers eight styles, from delicate light to heavy black. It was designed for long reading"
    " and for beautiful headlines. The character set supports more than ninety languages. Desktop and web licences"
    " are available separately.",
    "Sharp textures, photographed in natural light. Use them as backgrounds, overlays or displacement maps."
    " Resolution: four thousand pixels. Commercial projects are welcome; redistribution is not.",
    "I wrote this book because nobody told me how to sell my own work. It is short, honest and practical. There"
    " are no secrets in it. You will find out what to say, when to stop talking, and why a fair price helps"
    " everybody.",
)
OTHERS = {
    "de": (
        "Dieses Paket enthält dreihundert Symbole für Küche und Restaurant. Jedes Symbol wurde von Hand gezeichnet."
        " Die Lizenz gilt für eigene Arbeiten und für Arbeiten deiner Kunden.",
        "Ein ruhiger Planer für kleine Werkstätten. Er passt auf eine Seite, lässt sich ausdrucken und enthält eine"
        " ausführliche Bedienungsanleitung.",
    ),
    "fr": (
        "Cette collection contient trois cents icônes de cuisine. Chaque icône a été dessinée à la main. La licence"
        " couvre votre propre travail et celui de vos clients.",
    ),
    "es": (
        "Esta colección contiene trescientos iconos de cocina. Cada icono fue dibujado a mano. La licencia cubre tu"
        " propio trabajo y el trabajo de tus clientes.",
    ),
    "it": (
        "Questa raccolta contiene trecento icone di cucina. Ogni icona è disegnata a mano. La licenza è semplice.",
        "Un'agenda tranquilla per chi gestisce un piccolo studio. Tiene progetti, fatture e idee in una pagina."
        " Puoi stamparla a casa oppure usarla sul tablet, e gli aggiornamenti sono gratuiti.",
        "Imparare a programmare senza fretta, con esempi presi da una vera bottega. Non serve nessuna esperienza."
        " Ogni lezione dura circa venti minuti e finisce con un esercizio; alle domande rispondiamo per posta.",
        "Dodici paesaggi sonori registrati all'aperto durante parecchie notti di pioggia. I file sono consegnati"
        " senza compressione, tagliati, nominati e pronti per la prossima produzione.",
        "Vuoi un portfolio migliore? Questo modello è facile da adattare! L'installazione del software è spiegata"
        " passo per passo, e per il download bastano pochi secondi.",
        "La nostra famiglia di caratteri offre otto stili, dal sottile al nerissimo. È stata disegnata per la"
        " lettura di testi lunghi e per titoli eleganti. Sono comprese oltre novanta lingue europee.",
    ),
    "nl": ("Deze verzameling bevat driehonderd iconen voor de keuken. Elk icoon is met de hand getekend.",),
}
