"""Countries and territories: code, region, currency, English name. Data only.

Regions are the seven of the World Bank as it drew them until 2025; currencies are those in use in 2026. Lands
without inhabitants are left out.
"""

ROWS = """
AD ECA eur Andorra
AE MNA aed United Arab Emirates
AF SAS afn Afghanistan
AG LAC xcd Antigua & Barbuda
AI LAC xcd Anguilla
AL ECA all Albania
AM ECA amd Armenia
AO SSF aoa Angola
AR LAC ars Argentina
AS EAP usd American Samoa
AT ECA eur Austria
AU EAP aud Australia
AW LAC awg Aruba
AX ECA eur Åland Islands
AZ ECA azn Azerbaijan
BA ECA bam Bosnia & Herzegovina
BB LAC bbd Barbados
BD SAS bdt Bangladesh
BE ECA eur Belgium
BF SSF xof Burkina Faso
BG ECA eur Bulgaria
BH MNA bhd Bahrain
BI SSF bif Burundi
BJ SSF xof Benin
BL LAC eur St. Barthélemy
BM NAM bmd Bermuda
BN EAP bnd Brunei
BO LAC bob Bolivia
BQ LAC usd Caribbean Netherlands
BR LAC brl Brazil
BS LAC bsd Bahamas
BT SAS btn Bhutan
BW SSF bwp Botswana
BY ECA byn Belarus
BZ LAC bzd Belize
CA NAM cad Canada
CC EAP aud Cocos (Keeling) Islands
CD SSF cdf Congo - Kinshasa
CF SSF xaf Central African Republic
CG SSF xaf Congo - Brazzaville
CH ECA chf Switzerland
CI SSF xof Côte d’Ivoire
CK EAP nzd Cook Islands
CL LAC clp Chile
CM SSF xaf Cameroon
CN EAP cny China
CO LAC cop Colombia
CR LAC crc Costa Rica
CU LAC cup Cuba
CV SSF cve Cape Verde
CW LAC xcg Curaçao
CX EAP aud Christmas Island
CY ECA eur Cyprus
CZ ECA czk Czechia
DE ECA eur Germany
DJ MNA djf Djibouti
DK ECA dkk Denmark
DM LAC xcd Dominica
DO LAC dop Dominican Republic
DZ MNA dzd Algeria
EC LAC usd Ecuador
EE ECA eur Estonia
EG MNA egp Egypt
EH MNA mad Western Sahara
ER SSF ern Eritrea
ES ECA eur Spain
ET SSF etb Ethiopia
FI ECA eur Finland
FJ EAP fjd Fiji
FK LAC fkp Falkland Islands
FM EAP usd Micronesia
FO ECA dkk Faroe Islands
FR ECA eur France
GA SSF xaf Gabon
GB ECA gbp United Kingdom
GD LAC xcd Grenada
GE ECA gel Georgia
GF LAC eur French Guiana
GG ECA gbp Guernsey
GH SSF ghs Ghana
GI ECA gip Gibraltar
GL ECA dkk Greenland
GM SSF gmd Gambia
GN SSF gnf Guinea
GP LAC eur Guadeloupe
GQ SSF xaf Equatorial Guinea
GR ECA eur Greece
GT LAC gtq Guatemala
GU EAP usd Guam
GW SSF xof Guinea-Bissau
GY LAC gyd Guyana
HK EAP hkd Hong Kong
HN LAC hnl Honduras
HR ECA eur Croatia
HT LAC htg Haiti
HU ECA huf Hungary
ID EAP idr Indonesia
IE ECA eur Ireland
IL MNA ils Israel
IM ECA gbp Isle of Man
IN SAS inr India
IQ MNA iqd Iraq
IR MNA irr Iran
IS ECA isk Iceland
IT ECA eur Italy
JE ECA gbp Jersey
JM LAC jmd Jamaica
JO MNA jod Jordan
JP EAP jpy Japan
KE SSF kes Kenya
KG ECA kgs Kyrgyzstan
KH EAP khr Cambodia
KI EAP aud Kiribati
KM SSF kmf Comoros
KN LAC xcd St. Kitts & Nevis
KP EAP kpw North Korea
KR EAP krw South Korea
KW MNA kwd Kuwait
KY LAC kyd Cayman Islands
KZ ECA kzt Kazakhstan
LA EAP lak Laos
LB MNA lbp Lebanon
LC LAC xcd St. Lucia
LI ECA chf Liechtenstein
LK SAS lkr Sri Lanka
LR SSF lrd Liberia
LS SSF lsl Lesotho
LT ECA eur Lithuania
LU ECA eur Luxembourg
LV ECA eur Latvia
LY MNA lyd Libya
MA MNA mad Morocco
MC ECA eur Monaco
MD ECA mdl Moldova
ME ECA eur Montenegro
MF LAC eur St. Martin
MG SSF mga Madagascar
MH EAP usd Marshall Islands
MK ECA mkd North Macedonia
ML SSF xof Mali
MM EAP mmk Myanmar
MN EAP mnt Mongolia
MO EAP mop Macao
MP EAP usd Northern Mariana Islands
MQ LAC eur Martinique
MR SSF mru Mauritania
MS LAC xcd Montserrat
MT MNA eur Malta
MU SSF mur Mauritius
MV SAS mvr Maldives
MW SSF mwk Malawi
MX LAC mxn Mexico
MY EAP myr Malaysia
MZ SSF mzn Mozambique
NA SSF zar Namibia
NC EAP xpf New Caledonia
NE SSF xof Niger
NF EAP aud Norfolk Island
NG SSF ngn Nigeria
NI LAC nio Nicaragua
NL ECA eur Netherlands
NO ECA nok Norway
NP SAS npr Nepal
NR EAP aud Nauru
NU EAP nzd Niue
NZ EAP nzd New Zealand
OM MNA omr Oman
PA LAC pab Panama
PE LAC pen Peru
PF EAP xpf French Polynesia
PG EAP pgk Papua New Guinea
PH EAP php Philippines
PK SAS pkr Pakistan
PL ECA pln Poland
PM NAM eur St. Pierre & Miquelon
PN EAP nzd Pitcairn Islands
PR LAC usd Puerto Rico
PS MNA ils Palestine
PT ECA eur Portugal
PW EAP usd Palau
PY LAC pyg Paraguay
QA MNA qar Qatar
RE SSF eur Réunion
RO ECA ron Romania
RS ECA rsd Serbia
RU ECA rub Russia
RW SSF rwf Rwanda
SA MNA sar Saudi Arabia
SB EAP sbd Solomon Islands
SC SSF scr Seychelles
SD SSF sdg Sudan
SE ECA sek Sweden
SG EAP sgd Singapore
SH SSF shp St. Helena
SI ECA eur Slovenia
SJ ECA nok Svalbard & Jan Mayen
SK ECA eur Slovakia
SL SSF sle Sierra Leone
SM ECA eur San Marino
SN SSF xof Senegal
SO SSF sos Somalia
SR LAC srd Suriname
SS SSF ssp South Sudan
ST SSF stn São Tomé & Príncipe
SV LAC usd El Salvador
SX LAC xcg Sint Maarten
SY MNA syp Syria
SZ SSF szl Eswatini
TC LAC usd Turks & Caicos Islands
TD SSF xaf Chad
TG SSF xof Togo
TH EAP thb Thailand
TJ ECA tjs Tajikistan
TK EAP nzd Tokelau
TL EAP usd Timor-Leste
TM ECA tmt Turkmenistan
TN MNA tnd Tunisia
TO EAP top Tonga
TR ECA try Turkey
TT LAC ttd Trinidad & Tobago
TV EAP aud Tuvalu
TW EAP twd Taiwan
TZ SSF tzs Tanzania
UA ECA uah Ukraine
UG SSF ugx Uganda
US NAM usd United States
UY LAC uyu Uruguay
UZ ECA uzs Uzbekistan
VA ECA eur Vatican City
VC LAC xcd St. Vincent & Grenadines
VE LAC ves Venezuela
VG LAC usd British Virgin Islands
VI LAC usd U.S. Virgin Islands
VN EAP vnd Vietnam
VU EAP vuv Vanuatu
WF EAP xpf Wallis & Futuna
WS EAP wst Samoa
XK ECA eur Kosovo
YE MNA yer Yemen
YT SSF eur Mayotte
ZA SSF zar South Africa
ZM SSF zmw Zambia
ZW SSF usd Zimbabwe
"""
