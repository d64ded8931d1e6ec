"""Words that promise something about the price, in the languages that products are most often written in."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


WORDS = frozenset().union(
    # English
    _words(
        """
        free freebie freebies freely complimentary gratis discount* sale sales deal deals bargain* cheap*
        affordable inexpensive coupon* voucher* promo promos promotion* promotional rebate* cashback
        markdown* refund* guarantee* guaranty warrant* moneyback lifetime forever unlimited perpetual bonus
        bonuses giveaway* trial trials bogo clearance steal hurry lowest-price half-price half-off risk-free
        cost-free money-back price-drop dollar dollars bucks cent cents euro euros pounds
        """
    ),
    # German
    _words(
        """
        kostenlos* kostenfrei* gratis* umsonst geschenkt* rabatt* nachlass* ermäßig* ermässig* sonderpreis*
        sonderangebot* angebotspreis* schnäppchen* reduziert* preiswert* günstig* billig* gutschein* garanti*
        rückerstatt* erstatt* zurückerstatt* geld-zurück* lebenslang* unbegrenzt* unbefristet* probezeit
        testphase schlussverkauf halbpreis bonus preisnachlass* preissenkung*
        """
    ),
    # French
    _words(
        """
        gratuit* offert* rabais remise* soldes réduction* promotion* promo rembours* garanti* illimité*
        prix-choc bon-plan bonus avantageux économis* moitié-prix moins-cher cadeau* coupon* essai
        """
    ),
    # Spanish
    _words(
        """
        gratis gratuit* regalo* rebaja* rebajad* descuento* oferta* ofertas promoción promociones cupón
        cupones reembols* garant* vitalici* ilimitad* barat* económic* ahorra ahorre ahorrar ganga* dólar*
        liquidación
        """
    ),
    # Italian
    _words(
        """
        gratuit* omaggio sconto sconti scontat* saldo saldi offerta offerte promozion* rimbors* garanzi*
        illimitat* economic* conveniente regalo risparmi* affare buono
        """
    ),
    # Dutch
    _words(
        """
        gratis korting* aanbieding* afgeprijsd* uitverkoop kortingscode* goedkoop* garantie* terugbetal*
        levenslang* onbeperkt* voordelig* cadeau* besparen bespaar
        """
    ),
    # Portuguese
    _words(
        """
        grátis gratuit* brinde* desconto* oferta* promoção promoções promocional cupom cupons reembols*
        garanti* vitalíci* ilimitad* barat* econômic* econom* liquidação dólar* reais
        """
    ),
    # Scandinavian, Polish, Czech, Turkish, Indonesian
    _words(
        """
        gratuito fri-frakt rabatt* rea erbjudande* gratisprøve tilbud* tilbudspris* garanterad* återbetal*
        ilmainen ilmais* alennus* darmow* bezpłatn* zniżk* rabat* promocj* gwaranc* zwrot* dożywotni* zdarma
        slev* zaruk* záruk* ücretsiz* bedava indirim* kampanya garantili iade* diskon promosi garansi
        """
    ),
    # Russian, Ukrainian, Greek
    _words(
        """
        бесплатн* скидк* распродаж* акци* гарант* возврат* пожизненн* подарок подарк* безкоштовн* знижк*
        купон* дешев* рубл* доллар* евро δωρεάν έκπτωση εκπτώσεις προσφορά προσφορές εγγύηση
        """
    ),
    # Arabic, Hebrew, Hindi
    _words(
        """
        مجاني مجانا مجاناً مجانية خصم تخفيض تخفيضات عرض ضمان استرداد חינם הנחה מבצע אחריות मुफ़्त मुफ्त छूट
        गारंटी
        """
    ),
)
"""In small letters, with their accents; a word that ends in `*` stands for all that begin so."""

PHRASES = (
    "at no cost",
    "no cost",
    "no charge",
    "without charge",
    "on the house",
    "money back",
    "no risk",
    "risk free",
    "half price",
    "half off",
    "half the price",
    "two for one",
    "2 for 1",
    "buy one get one",
    "best price",
    "lowest price",
    "low price",
    "great price",
    "reduced price",
    "special price",
    "price drop",
    "special offer",
    "limited offer",
    "limited time",
    "only today",
    "today only",
    "last chance",
    "ends soon",
    "black friday",
    "cyber monday",
    "save money",
    "pay nothing",
    "pay once",
    "one time payment",
    "no subscription",
    "for life",
    "zero cost",
    "zum halben preis",
    "nur heute",
    "nur für kurze zeit",
    "geld zurück",
    "ohne risiko",
    "ohne kosten",
    "auf lebenszeit",
    "einmalig zahlen",
    "moitié prix",
    "offre spéciale",
    "offre limitée",
    "durée limitée",
    "satisfait ou remboursé",
    "à vie",
    "sans frais",
    "prix réduit",
    "mitad de precio",
    "sin coste",
    "sin costo",
    "tiempo limitado",
    "de por vida",
    "para siempre",
    "solo hoy",
    "mejor precio",
    "a metà prezzo",
    "soddisfatti o rimborsati",
    "tempo limitato",
    "a vita",
    "per sempre",
    "solo oggi",
    "niet goed geld terug",
    "halve prijs",
    "alleen vandaag",
    "voor altijd",
    "metade do preço",
    "dinheiro de volta",
    "tempo limitado",
    "para sempre",
    "só hoje",
    "sem custo",
    "pół ceny",
    "за полцены",
    "навсегда",
)
"""Several words in a row."""

PIECES = tuple(
    """
    免费 免費 无料 無料 折扣 打折 优惠 優惠 特价 特價 促销 促銷 保证 保證 退款 半价 半價 终身 終身 割引
    セール 値下げ 返金 保証 半額 クーポン 特価 永久 무료 할인 세일 환불 보장 쿠폰 특가 평생 ฟรี ส่วนลด
    รับประกัน
    """.split()  # noqa: SIM905
)
"""For scripts that put no blanks between words."""

NEGATIONS = _words(
    """
    no not never without cannot can't won't isn't aren't don't doesn't non kein keine keinen keiner keines
    nicht ohne nie niemals pas sans aucun aucune jamais ne ni sin nunca tampoco senza mai nessun nessuna geen
    niet zonder nooit não sem nem nenhum nenhuma nie bez ingen inte utan ikke uden не нет без
    """
)

PER_CENT = frozenset(("%", "percent", "prozent", "procent", "procento", "процент", "процентов"))
PER_CENT_PAIRS = frozenset((("per", "cent"), ("pour", "cent"), ("por", "ciento"), ("por", "cento")))

CURRENCIES = _words(
    """
    $ € £ ¥ ₹ ₩ ₽ ₺ ₫ ₴ ₱ ₦ ₪ ฿ ¢ zł kč usd us$ a$ c$ eur gbp jpy inr aud cad chf cny rmb brl r$ mxn sek nok
    dkk pln czk try rub krw sgd nzd hkd php idr thb zar dollar dollars buck bucks cent cents euro euros pound
    pounds pfund franken francs peso pesos dólar dólares dollari real reais yen yuan won rupees rupee rubel
    злотых рублей рубля рубль долларов евро 円 元 원
    """
)
"""Signs, codes and names of money, as they stand beside an amount."""
