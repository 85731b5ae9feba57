/**
 * What people everywhere take for a password, without the figures and signs that they put before, between and behind.
 * Put together for this register: the words of the trade and the township, pinyin that is typed without thinking,
 * keys that lie side by side, and the names and words that head every public list. With the endings that people add
 * these are some twenty thousand passwords; rules on keys in a row (password-rules.ts) cover many more.
 */
const WORDS = `
rd renda rdb rdzx rdzxt renmin daibiao rmdb zhuxituan zhuxi lvzhi lvzhice duty register dutyregister congress deputy
zhengfu zhenzhengfu xiangzheng zhen xiang cun cunwei dangwei dangzheng dangyuan gongchandang ganbu shuji zhenzhang
xiangzhang xuanqu xuanmin gongzuo bangong bangongshi guanli guanliyuan xitong mima denglu yonghu zhanghao ceshi test
testtest tester testing demo guest user username root toor admin administrator adminadmin admin12 sysadmin system
manager master webmaster server service support office login loginin welcome hello helloworld hi changeme change letmein
default secret private temp temporary sample example password passwords passwd passwort wordpass passw passwor pass
passpass pwd pw mypass mypassword mima nopassword drowssap access enter open sesame opensesame zhimakaimen
a aa aaa aaaa b bb bbb c cc d dd e f g h j k l m n o p q qq qqq r s t u v w ww www x xx xxx y z zz zzz ab abc abcd abcde
abcdef abcdefg abcdefgh aabb aabbcc aaabbb xyz qaz qwe qwer qwert qwerty qwertyu qwertyui qwertyuio qwertyuiop asd asdf
asdfg asdfgh asdfghj asdfghjk asdfghjkl zxc zxcv zxcvb zxcvbn zxcvbnm qweasd qweasdzxc qazwsx qazwsxedc qazwsxedcrfv
wsx edc rfv tgb yhn ujm qwaszx azsxdc asdasd asdfasdf qweqwe qwerasdf qwertz azerty poiuy mnbvc lkjh
woaini wo ai ni aini woaini woainima woaiwojia wojia woshishui woshi wode woaizhongguo zhongguo zhonghua zhongguoren
china chinese beijing shanghai guangzhou shenzhen sichuan chengdu chongqing leshan hunan hubei henan hebei shandong
shanxi jiangsu zhejiang anhui fujian jiangxi guangdong guangxi yunnan guizhou gansu liaoning jilin heilongjiang hainan
nihao nihaoma xiexie zaijian meiyou buzhidao haohao haoren jiayou kaixin kuaile xingfu pingan jiankang facai fafafa
gongxi gongxifacai xinnian chunjie fuqi caishen laoban laogong laopo laoba laoma baba mama baobao baobei baobeier
erzi nver jiejie gege didi meimei yeye nainai waipo qinaide tiantian mingtian jintian shengri shengrikuaile aiqing
qingren yongyuan yisheng yishi pengyou tongxue laoshi xuesheng xuexiao yiyuan yisheng nongmin nongcun nongye gongsi
diannao shouji dianhua weixin wechat weibo taobao alipay zhifubao alibaba tencent baidu xiaomi huawei honor oppo vivo
lenovo dell nokia samsung iphone apple android google facebook twitter microsoft windows linux office computer laptop
keyboard internet network
wang li zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang song zheng xie han tang feng yu
dong xiao cheng cao yuan deng fu shen zeng peng lu su jiang cai jia ding wei xue ye yan pan du dai xia zhong tian ren
fan fang shi yao tan liao zou xiong jin hao kong bai cui kang mao qiu qin gu hou shao meng long wan duan lei qian
wanglei wangwei wangfang wangli wangjun wangyong wangqiang wangjing lijun liwei lina liming lijie zhangwei zhangmin
zhangli zhangjing zhangtao zhangyong liuyang liujie liuwei chenjie chenwei yangyang xiaoming xiaohong xiaoli xiaofang
xiaoqiang xiaolong dalong weiwei jingjing lili nana mingming fangfang tingting lingling yanyan feifei longlong
admins lovely love loves lovers lover loveme iloveyou iloveu ilove iloveme iloveyouforever loveyou lovelove ihateyou
forever always together friend friends bestfriend family father mother brother sister daddy mommy mama papa baby
babygirl babyboy angel angels sunshine princess prince queen king kings kingdom boss hero heroes superman batman
spiderman ironman pokemon pikachu naruto minecraft starwars startrek matrix harrypotter hello hellokitty kitty snoopy
mickey minnie disney monkey dragon tiger tigers lion lions eagle eagles falcon bear bears panda rabbit horse dog dogs
puppy cat cats kitten wolf wolves wolfpack shark dolphin dolphins butterfly bird bluebird elephant cow chicken snake
fish goldfish swordfish flower flowers rose roses lily daisy sunflower summer winter spring autumn january february
march april may june july august september october november december monday friday sunday saturday birthday christmas
happy smile lucky luck goodluck money dollar rich million gold golden silver diamond diamonds crystal star stars
rockstar moon bluemoon sun sky skywalker cloud rainbow thunder lightning storm fire firebird phoenix water river ocean
mountain forest island paradise heaven hell angelina freedom liberty peace power energy victory champion champions
winner success future destiny dream dreams magic mystery music guitar dance dancer rock metal metallica nirvana
football soccer baseball basketball hockey tennis golf swimming running sport sports player liverpool arsenal chelsea
barcelona realmadrid manchester united juventus milan ronaldo messi beckham jordan kobe lakers bulls yankees cowboys
steelers patriots redskins rangers raiders broncos packers michael michelle jennifer jessica ashley amanda nicole
daniel david robert richard william thomas charlie charles george james john johnny joseph joshua jonathan matthew
anthony andrew andrea alexander alexandra alex benjamin brandon brian christian christopher christine danielle
elizabeth emily eric fernando francis frank franklin gabriel hannah harrison heather henry isabella jack jackson jacob
jason jasmine jeremy jerry justin karen katherine kevin kimberly kristina laura lauren leonardo linda lisa lucas
margaret maria marie mark martin martinez mary melissa monica nathan nicholas oliver olivia pamela patricia patrick
paul peter philip rachel rebecca ronald ryan samantha sandra sarah sebastian simon sophia stephanie stephen steven
susan taylor teresa thompson tiffany tony tyler valentina vanessa veronica victor victoria vincent virginia walter
whatever nothing something anything everything fuckyou fuckoff fuck shit bullshit asshole bitch sexy sex hardcore
porn pussy dick killer hunter ranger soldier warrior warriors knight ninja samurai pirate pirates sniper assassin
terminator predator alien ghost shadow darkness dark black blackcat white red blue green yellow orange purple pink
coffee cookie chocolate cheese pepper ginger banana cherry strawberry pineapple apple peach lemon candy sugar honey
icecream cocacola coca cola pepsi beer whiskey vodka budlight
mercedes ferrari porsche toyota honda nissan mustang camaro corvette bmw audi ford chevy harley yamaha suzuki kawasaki
america american usa england london paris france germany italy spain portugal brazil mexico canada australia japan
tokyo korea india russia moscow thailand hongkong taiwan california texas florida chicago newyork boston dallas denver
maverick marlboro scorpion slipknot trustno trustnoone garfield creative brooklyn godzilla williams airborne platinum
snowball nintendo playstation xbox gamer games game gaming warcraft starcraft counterstrike cheater player hacker
explorer einstein spitfire maryjane security stargate scarface simpsons infinity passport logitech motorola camera
business engineer doctor nurse teacher student school college university remember precious defender universe ultimate
overlord sherlock napoleon hercules socrates achilles merlin gandalf frodo aragorn morpheus neo trinity zeppelin beatles
elvis pinkfloyd acdc rammstein eminem jamesbond bond agent rocky rambo bruce brucelee jackie jackiechan
midnight morning night light electric flower blizzard snow ice frozen polar pacific atlantic columbus mexico highland
kingkong monster vampire zombie devil satan demon jesus jesuschrist god godisgood church bible faith blessed blessing
grace hope charity buddha allah amen
aardvark aberdeen adgjmptw airforce airplane alejandr aleksandr amsterdam anastasia anderson angelica apollo aquarius
aspirine atlantis babydoll babylon beatrice beautiful beefcake bigballs bigboobs bigdaddy billybob billyboy blackdog
blackjac blackman blink blueeyes bobafett bollocks bonehead bradford brittany brothers buckeyes bulldogs bunghole
butthead butthole cadillac caliente campbell candyman cardinal carolina caroline catalina catherin cavalier cdtnkfyf
chandler chargers charlott charlotte charlton cherokee chevelle chevrole cheyenne children cjkysirj clarence clifford
clitoris colombia colorado coltrane columbia commando concrete consumer cooldude cosworth courtney creampie cristina
crusader dannyboy darkside darkstar dbrnjhbz deadhead deeznuts deftones designer devildog dickhead dietcoke dilligaf
dingdong director discover dkflbvbh doberman dodgeram doughboy drpepper dthjybrf eatpussy ekaterina emmanuel enterpri
enterprise eternity excalibu fireball fktrcfylh flamingo fletcher florence formula freckles freeuser front frontier
fuckface fuckinside function fyfcnfcbz gangbang gangster gateway geronimo ghbdtnbr giovanni godsmack goldberg golfball
goodtime gordon grateful greenday guardian guinness halflife hamilton handsome hannibal hastings hellfire hollywoo
hotstuff hurrican ilovesex immortal imperial infantry infiniti intrepid isabelle jeremiah justdoit jyeuz kamikaze
kangaroo katerina kathleen kentucky keystone kingston kittycat labrador lacrosse lancelot lasvegas lawrence lesbians
lifehack lifetime lonestar lonewolf longhorn lorraine loverboy lowrider luckydog macdaddy magnolia mailcreated
makaveli mandingo marathon margarita mariners marshall maryland meatball megadeth meridian mersedes michaela michigan
microlab military mistress mitchell mongoose montreal morrison munchkin mushroom musicman mustangs nathalie national
ncca nccd ncce nebraska nuttertools oblivion oklahoma pakistan panasonic panthers pantyhos pavilion pearljam peekaboo
penelope penguins personal peterpan phillies playtime pleasure plymouth poohbear porkchop pornstar portland presario
punisher punkrock pussycat ragnarok raistlin redalert redwings renegade research rfnthbyf rhbcnbyf richmond robinson
rolltide romashka rootbeer rosemary rush sailboat sandiego santiago sapphire savannah scarlett scoobydo scooter
scotland seinfeld seminole semperfi sentinel serenity sexygirl shamrock shaney shithead shopping showtime sithlord
skittles slapshot snickers snuggles softball software sosoaljg southern spanking spartans spectrum springer squirrel
srinivas stallion standard starbuck stardust starfish sterling stingray stocking stonecol stranger stripper sundance
super superfly svetlana sweetpea swingers syracuse tacobell tarheels technics thankyou theodore thuglife titleist
tottenha trfnthbyf trombone truelove twilight usuckballz vacation valhalla vanhalen verbatim veronika viktoria
vkontakte vladimir warhammer waterloo westside wetpussy whocares wildcats wolfgang wolverin wolverine wrangler wrinkle
`;

export const COMMON_STEMS: ReadonlySet<string> = new Set(WORDS.split(/\s+/).filter((word) => word !== ''));
